using System.Diagnostics;

namespace Clarifai.Tests;

/// <summary>The client in a program of .NET Framework: by itself on Windows, elsewhere on Mono.</summary>
internal sealed class FrameworkProbe : IDisposable
{
    private readonly Process _process;

    private FrameworkProbe(Process process) => _process = process;

    public static string? SkipReason =>
        OperatingSystem.IsWindows() || Mono is not null || Environment.GetEnvironmentVariable("CI") == "true"
            ? null
            : "Mono is not installed";

    private static string? Mono { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "mono"))
        .FirstOrDefault(File.Exists);

    // The probe's own output folder has the same name, debug or release, as this one's.
    private static string Program
    {
        get
        {
            DirectoryInfo own = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            return Path.Combine(own.Parent!.Parent!.FullName, "Clarifai.FrameworkProbe", own.Name, "Clarifai.FrameworkProbe.exe");
        }
    }

    public static FrameworkProbe Ask(Uri service, string file)
    {
        string[] command = OperatingSystem.IsWindows() ? [Program] : [Mono ?? "mono", Program];
        ProcessStartInfo start = new(command[0], [.. command[1..], service.ToString(), file])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new FrameworkProbe(Process.Start(start)!);
    }

    public void Cancel() => _process.StandardInput.WriteLine();

    /// <summary>What it wrote: its answer's lines, and the most bytes of memory that it took.</summary>
    public async Task<(IReadOnlyList<string> Answer, long PeakBytes)> EndAsync()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        Task<string> errors = _process.StandardError.ReadToEndAsync(cancellation);
        string output = await _process.StandardOutput.ReadToEndAsync(cancellation);
        await _process.WaitForExitAsync(cancellation);
        Assert.Equal("", await errors);
        string[] lines = output.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return (lines[..^1], long.Parse(lines[^1], System.Globalization.CultureInfo.InvariantCulture));
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
