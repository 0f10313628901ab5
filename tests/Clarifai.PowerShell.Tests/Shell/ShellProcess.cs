using System.Diagnostics;

namespace Clarifai.PowerShell.Tests.Shell;

/// <summary>A run of the built clarifai-shell, all of its streams redirected.</summary>
internal sealed class ShellProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly CancellationTokenSource _patience;

    private ShellProcess(Process process)
    {
        _process = process;
        _patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        _patience.CancelAfter(Patience);
    }

    public int Id => _process.Id;

    public StreamWriter Input => _process.StandardInput;

    // The shell's own output folder has the same name, debug or release, as this one's.
    private static string Executable
    {
        get
        {
            DirectoryInfo own = new(AppContext.BaseDirectory);
            string name = OperatingSystem.IsWindows() ? "clarifai-shell.exe" : "clarifai-shell";
            return Path.Combine(own.Parent!.Parent!.FullName, "Clarifai.Shell", own.Name, name);
        }
    }

    public static ShellProcess Start(string[] arguments, string? workingDirectory = null)
    {
        ProcessStartInfo start = new(Executable, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingDirectory ?? "",
        };
        return new ShellProcess(Process.Start(start)!);
    }

    /// <summary>Runs to the end, with nothing in standard input or with the text given.</summary>
    public static async Task<ShellResult> RunAsync(string[] arguments, string input = "", string? workingDirectory = null)
    {
        using var shell = Start(arguments, workingDirectory);
        await shell.Input.WriteAsync(input);
        shell.Input.Close();
        return await shell.EndAsync();
    }

    public static Task<ShellResult> CommandAsync(string script) => RunAsync(["-Command", script]);

    public async Task<string?> ReadOutputLineAsync() => await _process.StandardOutput.ReadLineAsync(_patience.Token);

    /// <summary>What came after the lines already read.</summary>
    public async Task<ShellResult> EndAsync()
    {
        Task<string> output = _process.StandardOutput.ReadToEndAsync(_patience.Token);
        Task<string> error = _process.StandardError.ReadToEndAsync(_patience.Token);
        await _process.WaitForExitAsync(_patience.Token);
        return new ShellResult(_process.ExitCode, (await output).ReplaceLineEndings("\n"), (await error).ReplaceLineEndings("\n"));
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
        _patience.Dispose();
    }
}
