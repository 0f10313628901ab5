using System.Net;
using System.Text.Json;

namespace Clarifai.Local.Tests;

/// <summary>An answer of the engine, read as a client reads it.</summary>
internal sealed record EngineAnswer(HttpStatusCode Http, JsonElement Json)
{
    public int Code => CodeOf(Json);

    public string? Details => Json.GetProperty("status").TryGetProperty("details", out JsonElement details) ? details.GetString() : null;

    public IReadOnlyList<JsonElement> Outputs => [.. Json.GetProperty("outputs").EnumerateArray()];

    public IEnumerable<int> OutputCodes => Outputs.Select(CodeOf);

    public static async Task<EngineAnswer> ReadAsync(HttpResponseMessage response)
    {
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        await using Stream content = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        using JsonDocument document = await JsonDocument.ParseAsync(content, cancellationToken: TestContext.Current.CancellationToken);
        return new EngineAnswer(response.StatusCode, document.RootElement.Clone());
    }

    public static IReadOnlyDictionary<string, double> ConceptsOf(JsonElement output) => output
        .GetProperty("data").GetProperty("concepts").EnumerateArray()
        .ToDictionary(concept => concept.GetProperty("name").GetString()!, concept => concept.GetProperty("value").GetDouble());

    /// <summary>The vector of an output's only embedding.</summary>
    public static double[] EmbeddingOf(JsonElement output)
    {
        JsonElement embedding = Assert.Single(output.GetProperty("data").GetProperty("embeddings").EnumerateArray());
        double[] vector = [.. embedding.GetProperty("vector").EnumerateArray().Select(number => number.GetDouble())];
        Assert.Equal(vector.Length, embedding.GetProperty("num_dimensions").GetInt32());
        return vector;
    }

    /// <summary>The names of all that a model says it can say.</summary>
    public static IEnumerable<string?> VocabularyOf(JsonElement model) => ConceptsOfVocabulary(model).Select(concept => concept.Name);

    /// <summary>The ids and names of all that a model says it can say.</summary>
    public static IEnumerable<(string? Id, string? Name)> ConceptsOfVocabulary(JsonElement model) => model
        .GetProperty("output_info").GetProperty("data").GetProperty("concepts").EnumerateArray()
        .Select(concept => (concept.GetProperty("id").GetString(), concept.GetProperty("name").GetString()));

    /// <summary>The concepts of the only output.</summary>
    public IReadOnlyDictionary<string, double> Concepts()
    {
        Assert.Equal((HttpStatusCode.OK, StatusCodes.Success), (Http, Code));
        return ConceptsOf(Assert.Single(Outputs));
    }

    /// <summary>The frames of the only output.</summary>
    public IReadOnlyList<JsonElement> Frames()
    {
        Assert.True(Code == StatusCodes.Success, Json.GetRawText());
        return [.. Assert.Single(Outputs).GetProperty("data").GetProperty("frames").EnumerateArray()];
    }

    public void AssertRejected(HttpStatusCode http, int code)
    {
        Assert.Equal((http, code), (Http, Code));
        JsonElement status = Json.GetProperty("status");
        Assert.NotEmpty(status.GetProperty("description").GetString()!);
        Assert.NotEmpty(status.GetProperty("details").GetString()!);
        Assert.Equal(32, status.GetProperty("req_id").GetString()!.Length);
        Assert.False(Json.TryGetProperty("outputs", out _));
    }

    private static int CodeOf(JsonElement owner) => owner.GetProperty("status").GetProperty("code").GetInt32();
}
