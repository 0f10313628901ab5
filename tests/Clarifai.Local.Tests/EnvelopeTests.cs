using System.Globalization;
using System.Net;
using System.Text.Json;
using Clarifai.Local.Tests.General;
using System.Text.Json.Nodes;

namespace Clarifai.Local.Tests;

/// <summary>An answer has the shape of the service's.</summary>
public sealed class EnvelopeTests(RunningEngine engine)
{
    [Fact]
    public async Task Has_every_member_of_the_documented_answer()
    {
        using var documented = JsonDocument.Parse(await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "Data", "documented-answer.json"), TestContext.Current.CancellationToken));
        await using PictureHost host = await PictureHost.StartAsync();

        EngineAnswer answer = await engine.Client.PostAsync(PredictBody.Of(PredictBody.Url(host.Serve(Samples.Read(Samples.Cat)))));

        Assert.Equal(HttpStatusCode.OK, answer.Http);
        AssertHasShapeOf(documented.RootElement, answer.Json, "$");
    }

    [Fact]
    public async Task Names_the_model_that_really_answers()
    {
        EngineAnswer answer = await engine.Client.PredictAsync(Pictures.Blank());

        JsonElement model = Assert.Single(answer.Outputs).GetProperty("model");
        Assert.Equal("general", model.GetProperty("id").GetString());
        Assert.Equal("efficientnet-nanodet-blazeface", model.GetProperty("name").GetString());
        Assert.Equal("main", model.GetProperty("app_id").GetString());
        Assert.Equal("concept", model.GetProperty("output_info").GetProperty("type_ext").GetString());
        Assert.Equal(BuiltInModels.General().Folder.VersionId, model.GetProperty("model_version").GetProperty("id").GetString());
        Assert.Equal(StatusCodes.ModelTrained, model.GetProperty("model_version").GetProperty("status").GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task Says_Ok_and_gives_the_request_and_the_output_ids()
    {
        DateTimeOffset before = DateTimeOffset.UtcNow;
        EngineAnswer first = await engine.Client.PredictAsync(Pictures.Blank());
        DateTimeOffset after = DateTimeOffset.UtcNow;
        EngineAnswer second = await engine.Client.PredictAsync(Pictures.Blank());

        Assert.Equal("Ok", first.Json.GetProperty("status").GetProperty("description").GetString());
        Assert.NotEqual(RequestId(first), RequestId(second));
        JsonElement output = Assert.Single(first.Outputs);
        Assert.Equal(output.GetProperty("id").GetString(), output.GetProperty("input").GetProperty("id").GetString());
        Assert.NotEqual(output.GetProperty("id").GetString(), Assert.Single(second.Outputs).GetProperty("id").GetString());
        var created = DateTimeOffset.Parse(output.GetProperty("created_at").GetString()!, CultureInfo.InvariantCulture);
        Assert.InRange(created, before - TimeSpan.FromMicroseconds(1), after);
    }

    [Fact]
    public async Task Never_sends_the_bytes_of_an_input_back()
    {
        EngineAnswer answer = await engine.Client.PredictAsync(Samples.Read(Samples.Cat));

        JsonElement image = Assert.Single(answer.Outputs).GetProperty("input").GetProperty("data").GetProperty("image");
        JsonProperty only = Assert.Single(image.EnumerateObject());
        Assert.Equal(("base64", "true"), (only.Name, only.Value.GetString()));
    }

    [Fact]
    public async Task Echoes_the_callers_id_and_url()
    {
        await using PictureHost host = await PictureHost.StartAsync();
        string url = host.Serve(Pictures.Blank());
        JsonNode input = PredictBody.Url(url);
        input["id"] = "mine \"1\"";

        JsonElement echoed = Assert.Single((await engine.Client.PostAsync(PredictBody.Of(input))).Outputs).GetProperty("input");

        Assert.Equal("mine \"1\"", echoed.GetProperty("id").GetString());
        Assert.Equal(url, echoed.GetProperty("data").GetProperty("image").GetProperty("url").GetString());
    }

    [Fact]
    public async Task Concepts_come_surest_first_and_of_equal_ones_the_narrower()
    {
        EngineAnswer answer = await engine.Client.PredictAsync(Samples.Read(Samples.Cat));

        IReadOnlyDictionary<string, double> concepts = answer.Concepts();
        Assert.Equal(concepts.Values.OrderDescending(), concepts.Values);
        Assert.Equal(["cat", "feline"], concepts.Keys.Take(2));
        Assert.Equal(concepts["cat"], concepts["feline"]);
    }

    private static string? RequestId(EngineAnswer answer) => answer.Json.GetProperty("status").GetProperty("req_id").GetString();

    private static void AssertHasShapeOf(JsonElement expected, JsonElement actual, string path)
    {
        // The service had no app to name where this engine names the app of the public models.
        Assert.True(
            expected.ValueKind == actual.ValueKind || expected.ValueKind == JsonValueKind.Null,
            $"{path} is {actual.ValueKind}, not {expected.ValueKind}");
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty member in expected.EnumerateObject())
                {
                    string memberPath = $"{path}.{member.Name}";
                    Assert.True(actual.TryGetProperty(member.Name, out JsonElement found), $"{memberPath} is missing");
                    AssertHasShapeOf(member.Value, found, memberPath);
                }

                break;
            case JsonValueKind.Array:
                Assert.NotEmpty(actual.EnumerateArray());
                Assert.All(actual.EnumerateArray(), item => AssertHasShapeOf(expected[0], item, path + "[]"));
                break;
        }
    }
}
