using System.Text.Json;

namespace Clarifai.Local.Tests.General;

/// <summary>A photo, and what another implementation says of it, step by step.</summary>
internal sealed record ReferencePhoto(string Name, JsonElement Expected)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Data", "general");

    private static readonly JsonElement All =
        JsonDocument.Parse(System.IO.File.ReadAllText(Path.Combine(Folder, "expected.json"))).RootElement;

    public static IEnumerable<string> Names => All.EnumerateObject().Select(photo => photo.Name);

    /// <summary>What is said of it, the surest first.</summary>
    public IReadOnlyList<(string Name, double Value)> Concepts =>
        [.. Expected.GetProperty("concepts").EnumerateObject().Select(one => (one.Name, one.Value.GetDouble()))];

    public static ReferencePhoto Open(string name) => new(name, All.GetProperty(name));

    public byte[] Read() =>
        Samples.Names.Contains(Name) ? Samples.Read(Name) : System.IO.File.ReadAllBytes(Path.Combine(Folder, "photos", Name));
}
