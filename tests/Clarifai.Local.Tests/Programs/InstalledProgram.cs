namespace Clarifai.Local.Tests.Programs;

/// <summary>Programs of others that some tests need, found on PATH.</summary>
internal static class InstalledProgram
{
    private static readonly string[] Suffixes = OperatingSystem.IsWindows() ? [".exe", ".cmd"] : [""];

    // Where Debian has programs for administrators.
    private static readonly string[] Folders =
        [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator), "/usr/sbin"];

    public static string Path(string name) =>
        Find(name) ?? throw new FileNotFoundException($"This test needs {name}, which is not installed.");

    /// <summary>Why a test that needs these is skipped; null where they are there, and on CI, where a missing one fails.</summary>
    public static string? SkipReason(params string[] names) =>
        Environment.GetEnvironmentVariable("CI") != "true" && names.FirstOrDefault(name => Find(name) is null) is { } missing
            ? $"{missing} is not installed"
            : null;

    private static string? Find(string name) =>
        Folders.SelectMany(folder => Suffixes.Select(suffix => System.IO.Path.Combine(folder, name + suffix))).FirstOrDefault(File.Exists);
}
