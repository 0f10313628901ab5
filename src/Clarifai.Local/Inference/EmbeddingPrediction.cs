using System.Text.Json;

namespace Clarifai.Local.Inference;

/// <summary>The features of an image. They form a whole: no option filters them.</summary>
internal sealed class EmbeddingPrediction(float[] embedding) : IPrediction
{
    public float[] Vector => embedding;

    public void WriteData(Utf8JsonWriter json, OutputFilter filter)
    {
        json.WriteStartArray("embeddings"u8);
        json.WriteStartObject();
        json.WriteStartArray("vector"u8);
        foreach (float number in embedding)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
        json.WriteNumber("num_dimensions"u8, embedding.Length);
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
