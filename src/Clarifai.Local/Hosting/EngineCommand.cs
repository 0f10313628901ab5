using System.Text;

namespace Clarifai.Local.Hosting;

/// <summary>The program: from the command line and a key to a running engine and back.</summary>
internal static class EngineCommand
{
    private const int Ended = 0;
    private const int CouldNotStart = 1;
    private const int UsageError = 2;

    public static async Task<int> RunAsync(string[] arguments)
    {
        try
        {
            var options = EngineOptions.Parse(arguments);
            if (options.ShowHelp || options.ShowVersion)
            {
                await Console.Out.WriteLineAsync(options.ShowHelp ? EngineOptions.Usage : EngineVersion.Current);
                return Ended;
            }

            return await RunAsync(options);
        }
        catch (FormatException wrong)
        {
            await WriteErrorAsync($"{wrong.Message} See clarifai-local --help.");
            return UsageError;
        }
    }

    private static async Task<int> RunAsync(EngineOptions options)
    {
        bool hasKeyOption = options.KeyFile is not null || options.KeyVariable is not null;
        bool isOnTerminal = !hasKeyOption && !Console.IsInputRedirected;
        bool hasStarter = !hasKeyOption && !isOnTerminal;
        if (hasStarter && !OperatingSystem.IsWindows())
        {
            UnixSession.Leave();
        }

        // Inference occupies one pool thread per core; meanwhile requests must still be accepted and answered.
        _ = ThreadPool.SetMinThreads(Environment.ProcessorCount * 3, Environment.ProcessorCount);

        Stream standardInput = Console.OpenStandardInput();
        EngineServer server;
        EngineSettings settings;
        try
        {
            string key = isOnTerminal ? KeyLine.NewKey() : ReadKey(options, standardInput);
            settings = EngineSettings.From(options, key, obeysInterrupt: !hasStarter);
            server = await EngineServer.StartAsync(settings);
        }
        catch (Exception failure) when (failure is not FormatException)
        {
            await WriteErrorAsync($"the engine cannot start: {failure.Message}");
            return CouldNotStart;
        }

        await using (server)
        {
            if (hasStarter)
            {
                StartingProcess.OnEnd(standardInput, server.StopNow);
            }

            foreach (string warning in KeyWarnings.Of(settings.Key, options.KeyFile))
            {
                server.Warn(warning);
            }

            ReadyLine.Write(Console.OpenStandardOutput(), server.Address, settings.Limits, server.Models, server.Workflows);
            if (options.WarmsUp)
            {
                server.WarmUp();
            }

            if (isOnTerminal)
            {
                await Console.Error.WriteLineAsync($"The engine's page: {server.Address}#{settings.Key}\nPress Ctrl+C to stop the engine.");
            }

            await server.WaitForStopAsync();
        }

        return Ended;
    }

    private static string ReadKey(EngineOptions options, Stream standardInput)
    {
        if (options.KeyVariable is { } variable)
        {
            using var text = new MemoryStream(Encoding.UTF8.GetBytes(Environment.GetEnvironmentVariable(variable) ?? ""));
            return KeyLine.Read(text) ?? throw InvalidKey($"The environment variable {variable}");
        }

        if (options.KeyFile is { } path)
        {
            using FileStream file = File.OpenRead(path);
            return KeyLine.Read(file) ?? throw InvalidKey($"The first line of {path}");
        }

        return KeyLine.Read(standardInput) ?? throw InvalidKey("The first line of standard input");
    }

    private static FormatException InvalidKey(string place) => new($"{place} must contain the key of this run: {KeyLine.Rule}.");

    private static Task WriteErrorAsync(string message) => Console.Error.WriteLineAsync($"clarifai-local: {message}");
}
