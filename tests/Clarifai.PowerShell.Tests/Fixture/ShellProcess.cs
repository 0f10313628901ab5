using System.Diagnostics;

namespace Clarifai.PowerShell.Tests.Fixture;

/// <summary>The built clarifai-shell in a process of its own.</summary>
internal sealed class ShellProcess : IDisposable
{
    private readonly Process _process;

    private ShellProcess(Process process) => _process = process;

    /// <summary>The root of the repository: the module is staged in out/Clarifai/version.</summary>
    public static string RepositoryRoot { get; } = Path.GetFullPath("../../../../..", AppContext.BaseDirectory);

    public int Id => _process.Id;

    public static ShellProcess Start(string script, Action<ProcessStartInfo>? configure = null)
    {
        string program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "clarifai-shell.exe" : "clarifai-shell");
        var start = new ProcessStartInfo(program, ["-Command", script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = RepositoryRoot,
        };
        configure?.Invoke(start);
        return new ShellProcess(Process.Start(start)!);
    }

    /// <summary>Runs a script to its end, which must be a success.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(string script)
    {
        using ShellProcess shell = Start(script);
        shell._process.StandardInput.Close();
        Task<string> errors = shell._process.StandardError.ReadToEndAsync();
        string output = await shell._process.StandardOutput.ReadToEndAsync().MustEnd();
        Assert.Equal("", await errors);
        Assert.Equal(0, await shell.WaitForExitAsync());
        return output.Split(["\r\n", "\n"], StringSplitOptions.None);
    }

    /// <summary>Everything the shell writes until it ends.</summary>
    public Task<string> ReadToEndAsync() => _process.StandardOutput.ReadToEndAsync().MustEnd();

    public Task<string?> ReadLineAsync() => _process.StandardOutput.ReadLineAsync().MustEnd();

    public Task WriteLineAsync() => _process.StandardInput.WriteLineAsync();

    public void Kill() => _process.Kill();

    public async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync().MustEnd();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
