using System.Diagnostics;

namespace Clarifai.PowerShell.Tests.Fixture;

/// <summary>Videos that ffmpeg makes. Tests that need one are skipped where it is not installed; with CI=true they fail.</summary>
internal static class SampleVideo
{
    public static bool CanBeMade { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "ffmpeg.exe" : "ffmpeg")));

    /// <summary>Skips the test where there is no ffmpeg and nobody promised one.</summary>
    public static void Require() =>
        Assert.SkipUnless(CanBeMade || Environment.GetEnvironmentVariable("CI") == "true", "ffmpeg is not installed.");

    /// <summary>A grey video, one frame a second, with a key frame every ten seconds.</summary>
    public static Task<string> MakeAsync(SampleFolder folder, int seconds) => MakeAsync(
        folder.PathOf("grey.mp4"),
        "-f", "lavfi", "-i", $"color=gray:size=64x64:rate=1:duration={seconds}", "-g", "10", "-pix_fmt", "yuv420p");

    /// <summary>A video made as ffmpeg's arguments say.</summary>
    public static async Task<string> MakeAsync(string path, params string[] arguments)
    {
        Require();
        using var ffmpeg = Process.Start("ffmpeg", ["-nostdin", "-v", "error", .. arguments, path]);
        await ffmpeg.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, ffmpeg.ExitCode);
        return path;
    }
}
