using System.Text.Json.Nodes;

namespace Clarifai.Tests;

/// <summary>The JSON of the API's documentation, as it is printed there.</summary>
internal static class DataFile
{
    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Data", name + ".json"));

    public static JsonNode Json(string name) => JsonNode.Parse(Bytes(name))!;
}
