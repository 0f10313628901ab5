namespace Clarifai.Local.Tests;

/// <summary>The photos that come with the project.</summary>
internal static class Samples
{
    public const string Astronaut = "astronaut.jpg";
    public const string Cat = "cat.jpg";
    public const string Rocket = "rocket.jpg";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "samples");

    public static IEnumerable<string> Names =>
        Directory.EnumerateFiles(Folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    public static string PathOf(string name) => Path.Combine(Folder, name);

    public static byte[] Read(string name) => File.ReadAllBytes(PathOf(name));
}
