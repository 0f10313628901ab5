using System.Diagnostics;
using System.Text.Json;
using Clarifai.Bench.Hosting;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.Bench.Engine;

/// <summary>The engine as a separate process, started as the module starts it.</summary>
internal sealed class EngineProgram : IDisposable
{
    private EngineProgram(Process process, Uri address)
    {
        Process = process;
        Client = new EngineClient(address);
    }

    /// <summary>The program of the bench's own build, which is not compiled ahead of time.</summary>
    public static string Managed => Path.Combine(AppContext.BaseDirectory, FileName);

    /// <summary>The program that "dotnet publish src/Clarifai.Local" makes.</summary>
    public static string Native => Repository.PathOf("out", "build", "publish", "Clarifai.Local", "native", FileName);

    public Process Process { get; }

    public EngineClient Client { get; }

    private static string FileName => OperatingSystem.IsWindows() ? "clarifai-local.exe" : "clarifai-local";

    /// <param name="cores">How many cores it may use; all by default.</param>
    public static Task<EngineProgram> StartAsync(int? cores = null) =>
        StartAsync(Managed, [], cores is { } count ? [("DOTNET_PROCESSOR_COUNT", $"{count:x}")] : []);

    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>The engine, once it is ready.</returns>
    public static Task<EngineProgram> StartAsync(string program, params string[] arguments) => StartAsync(program, arguments, []);

    private static async Task<EngineProgram> StartAsync(
        string program, string[] arguments, (string Name, string Value)[] environment)
    {
        Process process = ChildProcess.Start(program, arguments, environment);
        await process.StandardInput.WriteLineAsync(EngineClient.Key);
        await process.StandardInput.FlushAsync();
        string line = await process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException("The engine ended before it was ready.");
        using var ready = JsonDocument.Parse(line);
        return new EngineProgram(process, new Uri(ready.RootElement.GetProperty("address").GetString()!));
    }

    public void Dispose()
    {
        Client.Dispose();
        ChildProcess.End(Process);
    }
}
