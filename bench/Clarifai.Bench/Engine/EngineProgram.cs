using System.Diagnostics;
using System.Text.Json;
using Clarifai.Bench.Hosting;

namespace Clarifai.Bench.Engine;

/// <summary>The engine as a program of its own, started as the module starts it.</summary>
internal sealed class EngineProgram : IDisposable
{
    private EngineProgram(Process process, Uri address)
    {
        Process = process;
        Client = new EngineClient(address);
    }

    public Process Process { get; }

    public EngineClient Client { get; }

    /// <param name="cores">How many cores it may count on; all by default.</param>
    public static async Task<EngineProgram> StartAsync(int? cores = null)
    {
        string name = OperatingSystem.IsWindows() ? "clarifai-local.exe" : "clarifai-local";
        (string, string)[] environment = cores is { } count ? [("DOTNET_PROCESSOR_COUNT", $"{count:x}")] : [];
        Process process = ChildProcess.Start(Path.Combine(AppContext.BaseDirectory, name), [], environment);
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
