namespace Clarifai.PowerShell.Tests.Fixture;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath("../../../../..", AppContext.BaseDirectory);

    /// <summary>The full path of something in it.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>The full path of a program that the same build made, in a folder named debug or release like this one's.</summary>
    public static string ProgramOf(string project, string name) =>
        Path.Combine(
            PathOf("out", "build", "bin", project, new DirectoryInfo(AppContext.BaseDirectory).Name),
            OperatingSystem.IsWindows() ? name + ".exe" : name);
}
