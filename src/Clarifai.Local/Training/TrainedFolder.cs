using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Clarifai.Local.Manifests;
using Clarifai.Local.Storage;

namespace Clarifai.Local.Training;

/// <summary>Writes a trained model as a model folder, like those that people make.</summary>
internal static class TrainedFolder
{
    private const string HeadsFile = "heads.json";
    private const string Network = "embedder";

    /// <summary>The name of a version's folder: the model's id, as far as every file system allows it, and the version's.</summary>
    public static string NameOf(string model, string version)
    {
        const int longest = 60;
        string readable = new([.. model.Take(longest).Select(letter => char.IsLetterOrDigit(letter) || letter == '_' ? letter : '-')]);
        return $"{readable}-{version}";
    }

    /// <param name="path">The folder to create.</param>
    /// <param name="model">The model.</param>
    /// <param name="version">The version.</param>
    /// <param name="heads">One per concept, in the order of the plan.</param>
    /// <param name="embedder">The embedder that they read.</param>
    public static void Write(
        string path, OwnModel model, OwnVersion version, IReadOnlyList<EmbeddingHead> heads, ModelFolder embedder)
    {
        Database.CreatePrivate(path);
        byte[] content = Serialize(json => WriteHeads(json, version, heads));
        WriteFile(Path.Combine(path, HeadsFile), content);
        WriteFile(Path.Combine(path, ModelManifest.FileName), Serialize(
            json => WriteManifest(json, model, version, embedder, Convert.ToHexStringLower(SHA256.HashData(content)))));
    }

    private static byte[] Serialize(Action<Utf8JsonWriter> content)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            content(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteManifest(Utf8JsonWriter json, OwnModel model, OwnVersion version, ModelFolder embedder, string headsSum)
    {
        json.WriteString("name"u8, model.Name);
        json.WriteStartObject("serves"u8);
        json.WriteString(model.Id, "concepts"u8);
        json.WriteEndObject();
        json.WriteString("version"u8, version.Id);
        json.WriteString("family"u8, "combined"u8);
        json.WriteString("createdAt"u8, version.CreatedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        json.WriteStartObject("networks"u8);
        json.WriteStartObject(Network);
        json.WriteString("of"u8, embedder.Name);
        json.WriteString("sha256"u8, embedder.WeightsSha256);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("evidence"u8);
        json.WriteStartObject("heads"u8);
        json.WriteString("network"u8, Network);
        json.WriteString("file"u8, HeadsFile);
        json.WriteBoolean("exclusive"u8, version.Plan.IsExclusive);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("sha256"u8);
        json.WriteString(HeadsFile, headsSum);
        json.WriteEndObject();
    }

    private static void WriteHeads(Utf8JsonWriter json, OwnVersion version, IReadOnlyList<EmbeddingHead> heads)
    {
        foreach ((int index, EmbeddingHead head) in heads.Index())
        {
            json.WriteStartObject(version.Plan.Concepts[index].Name);
            json.WriteString("id"u8, head.Id);
            json.WriteNumber("bias"u8, (float)head.Bias);

            // Thousands of numbers on one line.
            json.WritePropertyName("weights"u8);
            json.WriteRawValue(
                $"[{string.Join(", ", head.Weights.Select(weight => ((float)weight).ToString("R", CultureInfo.InvariantCulture)))}]");
            json.WriteEndObject();
        }
    }

    // Lasting before the database says that it is there.
    private static void WriteFile(string path, byte[] content)
    {
        using FileStream file = File.Create(path);
        file.Write(content);
        file.Flush(flushToDisk: true);
    }
}
