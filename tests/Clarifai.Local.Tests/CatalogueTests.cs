using System.Net;
using System.Text.Json;
using Clarifai.Local.Tests.General;

namespace Clarifai.Local.Tests;

/// <summary>What the engine says that it serves.</summary>
public sealed class CatalogueTests(RunningEngine engine)
{
    private static readonly string[] Served =
        ["general", "color", "face-detection", "general-detection", "general-embedding", "nsfw", "text-recognition"];

    public static TheoryData<string, string?> NamesOfPublicModels
    {
        get
        {
            var data = new TheoryData<string, string?>();
            foreach (PublicModel model in PublicModels.All)
            {
                foreach (string name in new[] { model.Name, model.Id, model.Slug }.Concat(model.OlderIds).OfType<string>().Distinct())
                {
                    data.Add(name, Served.Contains(model.Name) ? model.Name : null);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(NamesOfPublicModels))]
    public async Task Every_name_of_a_public_model_is_resolved_or_not_found(string name, string? served)
    {
        EngineAnswer answer = await engine.Client.GetAsync($"/v2/models/{name}");

        if (served is null)
        {
            answer.AssertRejected(HttpStatusCode.NotFound, StatusCodes.ModelDoesNotExist);
        }
        else
        {
            Assert.Equal(served, answer.Json.GetProperty("model").GetProperty("id").GetString());
        }
    }

    [Theory]
    [InlineData("/v2")]
    [InlineData("/v2/users/clarifai/apps/main")]
    public async Task The_list_comes_in_pages_that_end_with_an_empty_one(string prefix)
    {
        Assert.Equal(Served, await ListAsync($"{prefix}/models"));
        Assert.Equal(Served[2..4], await ListAsync($"{prefix}/models?page=2&per_page=2"));
        Assert.Equal(Served[6..], await ListAsync($"{prefix}/models?page=4&per_page=2"));
        Assert.Empty(await ListAsync($"{prefix}/models?page=5&per_page=2"));
    }

    [Theory]
    [InlineData("""{"model_query":{"name":"gen*"}}""", "general, general-detection, general-embedding")]
    [InlineData("""{"model_query":{"name":"color-recog*"}}""", "color")]
    [InlineData("""{"model_query":{"name":"BLAZEFACE"}}""", "face-detection")]
    [InlineData("""{"model_query":{"type":"concept"}}""", "general, nsfw")]
    [InlineData("""{"model_query":{"model_type_id":"visual-detector","name":"*"}}""", "face-detection, general-detection")]
    [InlineData("""{"model_query":{"name":"nothing"}}""", "")]
    [InlineData("""{"modelQuery":{"modelTypeId":"visual-embedder"}}""", "general-embedding")]
    [InlineData("", "general, color, face-detection, general-detection, general-embedding, nsfw, text-recognition")]
    [InlineData("""{"model_query":null}""", "general, color, face-detection, general-detection, general-embedding, nsfw, text-recognition")]
    [InlineData("{}", "general, color, face-detection, general-detection, general-embedding, nsfw, text-recognition")]
    public async Task Models_are_found_by_name_and_kind(string query, string expected)
    {
        EngineAnswer answer = await engine.Client.PostAsync(query, "/v2/models/searches");

        Assert.Equal(StatusCodes.Success, answer.Code);
        Assert.Equal(expected, string.Join(", ", IdsOf(answer)));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("""{"model_query":5}""")]
    [InlineData("""{"model_query":{"name":5}}""")]
    [InlineData("[]")]
    public async Task A_query_that_is_none_is_a_bad_request(string query) =>
        (await engine.Client.PostAsync(query, "/v2/models/searches"))
            .AssertRejected(HttpStatusCode.BadRequest, StatusCodes.BadRequestFormat);

    [Theory]
    [InlineData("nsfw", "nsfw", "concept", "visual-classifier", "nsfw, sfw")]
    [InlineData("face-detection", "blazeface", "detect-concept", "visual-detector", "face")]
    [InlineData("color", "palette", "color", "color-recognizer", "")]
    [InlineData("general-embedding", "efficientnet", "embed", "visual-embedder", "")]
    public async Task A_model_says_its_version_its_kind_and_all_that_it_can_say(
        string id, string folder, string type, string typeId, string concepts)
    {
        string version = BuiltInModels.Open(folder).Folder.VersionId;
        foreach (string path in (string[])[$"/v2/models/{id}", $"/v2/users/me/apps/mine/models/{id}/versions/{version}"])
        {
            JsonElement model = (await engine.Client.GetAsync($"{path}/output_info")).Json.GetProperty("model");

            Assert.Equal(version, model.GetProperty("model_version").GetProperty("id").GetString());
            Assert.Equal(type, model.GetProperty("output_info").GetProperty("type").GetString());
            Assert.Equal(typeId, model.GetProperty("model_type_id").GetString());
            Assert.Equal(concepts, string.Join(", ", EngineAnswer.VocabularyOf(model)));
        }
    }

    [Fact]
    public async Task A_detector_has_the_classes_and_not_what_follows_from_them()
    {
        JsonElement model = (await engine.Client.GetAsync("/v2/models/general-image-detection/output_info")).Json.GetProperty("model");

        Assert.Equal(80, model.GetProperty("model_version").GetProperty("active_concept_count").GetInt32());
        Assert.DoesNotContain("animal", EngineAnswer.VocabularyOf(model));
    }

    [Fact]
    public async Task The_general_model_knows_1317_names_and_calls_things_as_its_detector_does()
    {
        JsonElement general = (await engine.Client.GetAsync("/v2/models/general/output_info")).Json.GetProperty("model");
        JsonElement detection = (await engine.Client.GetAsync("/v2/models/general-detection/output_info")).Json.GetProperty("model");
        HashSet<(string?, string?)> known = [.. EngineAnswer.ConceptsOfVocabulary(general)];

        Assert.Equal(1317, known.Count);
        Assert.Equal(1317, general.GetProperty("model_version").GetProperty("active_concept_count").GetInt32());
        Assert.Empty(EngineAnswer.ConceptsOfVocabulary(detection).Except(known));
        Assert.Contains(("local_couch", "couch"), known);
        Assert.DoesNotContain("sofa", EngineAnswer.VocabularyOf(detection));
        Assert.All(known, concept => Assert.StartsWith("local_", concept.Item1, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/v2")]
    [InlineData("/v2/users/clarifai/apps/main")]
    public async Task A_model_has_one_version(string prefix)
    {
        string versions = $"{prefix}/models/nsfw/versions";
        JsonElement listed = Assert.Single((await engine.Client.GetAsync(versions)).Json.GetProperty("model_versions").EnumerateArray());
        string id = listed.GetProperty("id").GetString()!;
        JsonElement shown = (await engine.Client.GetAsync($"{versions}/{id}")).Json.GetProperty("model_version");

        Assert.Equal(32, id.Length);
        Assert.Equal(listed.GetRawText(), shown.GetRawText());
        Assert.Equal(StatusCodes.ModelTrained, shown.GetProperty("status").GetProperty("code").GetInt32());
        Assert.Empty((await engine.Client.GetAsync($"{versions}?page=2")).Json.GetProperty("model_versions").EnumerateArray());
        (await engine.Client.GetAsync($"{versions}/{new string('0', 32)}"))
            .AssertRejected(HttpStatusCode.NotFound, StatusCodes.ModelDoesNotExist);
        (await engine.Client.GetAsync($"{prefix}/models/food/versions"))
            .AssertRejected(HttpStatusCode.NotFound, StatusCodes.ModelDoesNotExist);
    }

    private static IEnumerable<string?> IdsOf(EngineAnswer answer) =>
        answer.Json.GetProperty("models").EnumerateArray().Select(model => model.GetProperty("id").GetString());

    private async Task<IEnumerable<string?>> ListAsync(string path) => IdsOf(await engine.Client.GetAsync(path));
}
