namespace Clarifai.Local.Hosting;

/// <summary>The program: from the command line and standard input to a running engine and back.</summary>
internal static class EngineCommand
{
    private const int Ended = 0;
    private const int CouldNotStart = 1;
    private const int WronglyStarted = 2;

    public static async Task<int> RunAsync(string[] arguments)
    {
        EngineOptions options;
        try
        {
            options = EngineOptions.Parse(arguments);
        }
        catch (FormatException wrong)
        {
            await Console.Error.WriteLineAsync($"clarifai-local: {wrong.Message} See clarifai-local --help.");
            return WronglyStarted;
        }

        if (options.ShowHelp || options.ShowVersion)
        {
            await Console.Out.WriteLineAsync(options.ShowHelp ? EngineOptions.Usage : EngineVersion.Current);
            return Ended;
        }

        return await RunAsync(options);
    }

    private static async Task<int> RunAsync(EngineOptions options)
    {
        if (!OperatingSystem.IsWindows())
        {
            UnixSession.Leave();
        }

        // Inference holds a thread of the pool for every core; requests are to be taken and answered meanwhile.
        _ = ThreadPool.SetMinThreads(Environment.ProcessorCount * 3, Environment.ProcessorCount);

        var starter = new StartingProcess(Console.OpenStandardInput());
        if (starter.ReadKey() is not { } key)
        {
            await Console.Error.WriteLineAsync(
                $"clarifai-local: the first line of standard input must be the key for this run: {StartingProcess.MinimumKeyLength} printable characters or more.");
            return WronglyStarted;
        }

        var settings = new EngineSettings
        {
            Key = key,
            Port = options.Port,
            ModelsFolder = options.ModelsFolder,
            LogLevel = options.Verbose ? LogLevel.Information : LogLevel.Warning,
        };
        EngineServer server;
        try
        {
            server = await EngineServer.StartAsync(settings);
        }
        catch (Exception failure)
        {
            await Console.Error.WriteLineAsync($"clarifai-local: the engine cannot start: {failure.Message}");
            return CouldNotStart;
        }

        await using (server)
        {
            starter.OnEnd(server.Stop);
            ReadyLine.Write(Console.OpenStandardOutput(), server.Address, settings.Limits);
            await server.WaitForStopAsync();
        }

        return Ended;
    }
}
