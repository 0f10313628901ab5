using System.Text.Json;

namespace Clarifai.Bench.Serving;

/// <summary>
/// Answers like the service's: 20 concepts an image by default, of a vocabulary of 400, or an embedding of any direction.
/// </summary>
internal static class Answers
{
    public const int ConceptsPerImage = 20;

    private const int VocabularySize = 400;

    private static readonly string[] Words =
    [
        "people", "train", "outdoors", "no person", "travel", "transportation system", "railway", "street", "business", "vehicle",
        "landscape", "architecture", "nature", "one", "adult", "woman", "building", "indoors", "still life", "illustration",
    ];

    public static byte[] Write(int images, int concepts = ConceptsPerImage) =>
        Write(images, (json, image) => WriteConcepts(json, image, concepts));

    public static byte[] WriteEmbeddings(int images, int dimensions) => Write(images, (json, _) => WriteEmbedding(json, dimensions));

    private static byte[] Write(int images, Action<Utf8JsonWriter, int> writeData)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteStatus(json, 10000, "Ok", "0a1b2c3d4e5f60718293a4b5c6d7e8f9");
            json.WriteStartArray("outputs");
            for (int image = 0; image < images; image++)
            {
                WriteOutput(json, image, writeData);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteOutput(Utf8JsonWriter json, int image, Action<Utf8JsonWriter, int> writeData)
    {
        json.WriteStartObject();
        json.WriteString("id", $"{image:x32}");
        WriteStatus(json, 10000, "Ok");
        json.WriteString("created_at", "2026-01-29T20:16:57.775326077Z");
        WriteModel(json);
        json.WriteStartObject("input");
        json.WriteString("id", $"{image + VocabularySize:x32}");
        json.WriteStartObject("data");
        json.WriteStartObject("image");
        json.WriteString("url", $"https://data.example.com/orig/clarifai/main/{image:x32}");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("data");
        writeData(json, image);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteConcepts(Utf8JsonWriter json, int image, int concepts)
    {
        json.WriteStartArray("concepts");
        for (int rank = 0; rank < concepts; rank++)
        {
            WriteConcept(json, ((image * 37) + (rank * 13)) % VocabularySize, 0.9989112 - (rank * 0.0123457));
        }

        json.WriteEndArray();
    }

    private static void WriteEmbedding(Utf8JsonWriter json, int dimensions)
    {
        json.WriteStartArray("embeddings");
        json.WriteStartObject();
        json.WriteStartArray("vector");
        for (int dimension = 0; dimension < dimensions; dimension++)
        {
            json.WriteNumberValue(Random.Shared.NextSingle() - 0.5f);
        }

        json.WriteEndArray();
        json.WriteNumber("num_dimensions", dimensions);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteModel(Utf8JsonWriter json)
    {
        json.WriteStartObject("model");
        json.WriteString("id", "general-image-recognition");
        json.WriteString("name", "Image Recognition");
        json.WriteString("created_at", "2016-03-09T17:11:39.608845Z");
        json.WriteString("app_id", "main");
        json.WriteString("user_id", "clarifai");
        json.WriteString("model_type_id", "visual-classifier");
        json.WriteStartObject("model_version");
        json.WriteString("id", "aa7f35c01e0642fda5cf400f543e7c40");
        json.WriteString("created_at", "2018-01-23T19:25:09.618692Z");
        WriteStatus(json, 21100, "Model is trained and ready");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteConcept(Utf8JsonWriter json, int number, double value)
    {
        json.WriteStartObject();
        json.WriteString("id", $"ai_{(number * 2654435761L) & 0xFFFFFFFF:x8}");
        json.WriteString("name", number < Words.Length ? Words[number] : $"{Words[number % Words.Length]} {number / Words.Length}");
        json.WriteNumber("value", Math.Round(value, 7));
        json.WriteString("app_id", "main");
        json.WriteEndObject();
    }

    private static void WriteStatus(Utf8JsonWriter json, int code, string description, string? requestId = null)
    {
        json.WriteStartObject("status");
        json.WriteNumber("code", code);
        json.WriteString("description", description);
        if (requestId is not null)
        {
            json.WriteString("req_id", requestId);
        }

        json.WriteEndObject();
    }
}
