using System.Diagnostics;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Help;

/// <summary>The step of the build that makes the help, in a process of its own.</summary>
internal static class HelpMaker
{
    public static string Docs { get; } = Repository.PathOf("docs");

    // Its own output folder has the same name, debug or release, as this one's.
    private static string Program
    {
        get
        {
            DirectoryInfo own = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            return Path.Combine(own.Parent!.Parent!.FullName, "Clarifai.Help", own.Name, "Clarifai.Help.dll");
        }
    }

    /// <summary>Runs it. Returns the exit code, and what it wrote to standard error.</summary>
    public static async Task<(int ExitCode, string Error)> RunAsync(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", ["exec", Program, .. arguments]) { RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).MustEnd();
        return (process.ExitCode, error);
    }
}
