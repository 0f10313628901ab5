using System.Diagnostics;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Keywords;

/// <summary>Programs that read keywords without the code under test. Tests are skipped without them; with CI=true they fail.</summary>
internal static class MetadataTools
{
    private const string Separator = "|";

    public static void Require() => Assert.SkipUnless(
        Environment.GetEnvironmentVariable("CI") == "true" || (HasProgram("exiftool") && HasProgram("exiv2")),
        "ExifTool or exiv2 is not installed.");

    /// <summary>The XMP list of subjects as exiv2 shows it: joined.</summary>
    public static string Subjects(string path) => Run("exiv2", "-PXv", "-K", "Xmp.dc.subject", path).TrimEnd('\n');

    /// <summary>The IPTC keywords as exiv2 shows them, a line each.</summary>
    public static string[] IptcKeywords(string path) => Iptc(path, "Keywords");

    /// <summary>A field of IPTC as exiv2 shows it.</summary>
    public static string[] Iptc(string path, string field) =>
        Run("exiv2", "-PIv", "-K", $"Iptc.Application2.{field}", path).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The XMP list of subjects as ExifTool reads it: for formats that exiv2 does not show.</summary>
    public static string[] SubjectsByExifTool(string path) =>
        Run("exiftool", "-s3", "-sep", Separator, "-XMP-dc:Subject", path).TrimEnd('\n').Split(Separator);

    /// <summary>Photoshop's digest of IPTC as it is stored, and as it would have to be.</summary>
    public static string[] Digests(string path) =>
        Run("exiftool", "-s3", "-Photoshop:IPTCDigest", "-CurrentIPTCDigest", path).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static void ExifTool(params string[] arguments) => Run("exiftool", ["-q", "-overwrite_original", .. arguments]);

    /// <summary>A hash of the decoded pixels of all frames.</summary>
    public static string Pixels(string path) => Run("ffmpeg", "-nostdin", "-v", "error", "-i", path, "-map", "0:v", "-f", "md5", "-");

    public static void Convert(string from, string to, params string[] options) =>
        Run("ffmpeg", ["-nostdin", "-v", "error", "-i", from, .. options, to]);

    private static bool HasProgram(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name)));

    // exiv2 ends with 1 where there is nothing to show, and names no reason.
    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        })!;
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        string said = error.GetAwaiter().GetResult();
        Assert.True(process.ExitCode == 0 || (said.Length == 0 && output.Length == 0), $"{program} {string.Join(' ', arguments)}: {said}");
        return output.ReplaceLineEndings("\n");
    }
}
