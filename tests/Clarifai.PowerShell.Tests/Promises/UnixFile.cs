using System.Diagnostics;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Promises;

/// <summary>Files of Unix that are no regular ones, and processes with less than the usual.</summary>
internal static class UnixFile
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static void MakePipe(string path)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes among its files.");
        Assert.Equal(0, Run("mkfifo", path));
    }

    /// <summary>A device on which there is never any room.</summary>
    public static void MakeFullDevice(string path) => MakeDevice(path, minor: 7);

    /// <summary>A device that drops what is written to it.</summary>
    public static void MakeNullDevice(string path) => MakeDevice(path, minor: 3);

    public static bool IsPipe(string path) => Run("test", "-p", path) == 0;

    public static bool IsDevice(string path) => Run("test", "-c", path) == 0;

    /// <summary>
    /// Does what must not open the pipe. Where it does all the same it would wait for the other end, which is then opened so that the test
    /// fails instead of staying.
    /// </summary>
    public static T TryPast<T>(string pipe, Func<T> work)
    {
        Task<T> running = Task.Run(work);
        if (!running.Wait(Patience, TestContext.Current.CancellationToken))
        {
            using (new FileStream(pipe, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
            {
                running.Wait(Patience, TestContext.Current.CancellationToken);
            }

            Assert.Fail("The pipe was opened.");
        }

        return running.Result;
    }

    /// <summary>Runs a script in the shell after commands of sh, connected to a service; returns what it wrote.</summary>
    public static async Task<string> RunLimitedAsync(string commands, string script, Uri service)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such limits.");
        var start = new ProcessStartInfo(
            "/bin/sh",
            [
                "-c",
                $"{commands}; exec \"$0\" \"$@\"",
                ShellProcess.Executable,
                "-Command",
                $"Import-Module '{ModuleRunspace.Manifest}'; {script}",
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };
        start.Environment["CLARIFAI_API_KEY"] = ModuleSession.Key;
        start.Environment["CLARIFAI_API_BASE"] = service.ToString();
        start.Environment.Remove("CLARIFAI_PAT");
        start.Environment.Remove("PSModulePath");
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync().MustEnd();
        Task<string> error = process.StandardError.ReadToEndAsync().MustEnd();
        await process.WaitForExitAsync().MustEnd();
        Assert.Equal("", await error);
        return await output;
    }

    private static void MakeDevice(string path, int minor)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no devices among its files.");
        Assert.SkipUnless(Run("mknod", path, "c", "1", $"{minor}") == 0, "Only root makes devices.");
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
