using System.Diagnostics;

namespace Clarifai.PowerShell.Tests.Fixture;

/// <summary>The built clarifai-shell in a process of its own, all of its streams redirected.</summary>
internal sealed class ShellProcess : IDisposable
{
    private readonly Process _process;

    private ShellProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public StreamWriter Input => _process.StandardInput;

    public static string Executable { get; } = Repository.ProgramOf("Clarifai.Shell", "clarifai-shell");

    /// <summary>Starts a script with the module under test in the session.</summary>
    public static ShellProcess Start(string script, Action<ProcessStartInfo>? configure = null) =>
        Start(["-Command", $"Import-Module '{ModuleRunspace.Manifest}'; {script}"], configure);

    public static ShellProcess Start(string[] arguments, Action<ProcessStartInfo>? configure = null)
    {
        var start = new ProcessStartInfo(Executable, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };

        // A pwsh that the tests are run from would lend its modules.
        start.Environment.Remove("PSModulePath");
        configure?.Invoke(start);
        return new ShellProcess(Process.Start(start)!);
    }

    /// <summary>Has a file of the process refuse what goes beyond a size, as a full disk does; Windows has no such limit.</summary>
    /// <param name="start">How the process starts.</param>
    /// <param name="blocks">The size, in blocks of 512 bytes.</param>
    public static void LimitFiles(ProcessStartInfo start, int blocks)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no limit on the size of a process's files.");
        start.ArgumentList.Insert(0, start.FileName);
        start.ArgumentList.Insert(0, $"trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
        start.ArgumentList.Insert(0, "-c");
        start.FileName = "sh";

        // The runtime's own file for this is larger than the limit.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
    }

    /// <summary>Runs to the end, with nothing in standard input or with the text given.</summary>
    public static async Task<ShellResult> RunAsync(string[] arguments, string input = "", string? workingDirectory = null)
    {
        using ShellProcess shell = Start(arguments, start => start.WorkingDirectory = workingDirectory ?? start.WorkingDirectory);
        await shell.Input.WriteAsync(input);
        shell.Input.Close();
        return await shell.EndAsync();
    }

    /// <summary>Runs a script to its end, which must be a success.</summary>
    public static async Task<IReadOnlyList<string>> LinesAsync(string script)
    {
        ShellResult result = await RunAsync(["-Command", script]);
        Assert.Equal("", result.Error);
        Assert.Equal(0, result.ExitCode);
        return result.Output.Split('\n');
    }

    public Task<string?> ReadLineAsync() => _process.StandardOutput.ReadLineAsync().MustEnd();

    /// <summary>Everything the shell writes until it ends.</summary>
    public Task<string> ReadToEndAsync() => _process.StandardOutput.ReadToEndAsync().MustEnd();

    /// <summary>What came after the lines already read.</summary>
    public async Task<ShellResult> EndAsync()
    {
        Task<string> output = ReadToEndAsync();
        Task<string> error = _process.StandardError.ReadToEndAsync().MustEnd();
        int exitCode = await WaitForExitAsync();
        return new ShellResult(exitCode, (await output).ReplaceLineEndings("\n"), (await error).ReplaceLineEndings("\n"));
    }

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
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
