namespace Clarifai.Tests;

/// <summary>Answers of each kind, in the folder answers beside the tests.</summary>
internal static class KindFile
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Kinds");

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Folder, name + ".json"));
}
