using System.Management.Automation;
using Clarifai.PowerShell.Tests.Answers;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Models;

/// <summary>What a model can answer with.</summary>
public sealed class VocabularyTests : ConnectedTest
{
    private const string Vocabulary = """
        {"status":{"code":10000},"model":{"id":"general-image-recognition","name":"general","model_version":{"id":"v7"},
        "output_info":{"data":{"concepts":[
        {"id":"ai_mFqxrph2","name":"cat","value":1,"app_id":"main","language":"en"},
        {"id":"ai_8S2Vq3cR","name":"dog","app_id":"main"},
        {"id":"ai_786Zr311"}]},"type":"concept","type_ext":"concept"}}}
        """;

    [Theory]
    [InlineData("birds", "/v2/models/birds/output_info")]
    [InlineData("birds -ModelVersion v3", "/v2/models/birds/versions/v3/output_info")]
    [InlineData("general", "/v2/models/aaa03c23b3724a16a56b629203edc62c/output_info")]
    [InlineData(
        "https://clarifai.com/alice/photos/models/birds/versions/v1",
        "/v2/users/alice/apps/photos/models/birds/versions/v1/output_info")]
    public void The_vocabulary_is_asked_for_where_the_service_has_it(string model, string path)
    {
        Service.Reply = _ => new StubReply(200, Vocabulary);

        ScriptResult result = Session.Run($"Get-ClarifaiConcept {model}");

        Assert.Equal(["cat", "dog", "ai_786Zr311"], result.Names);
        ReceivedRequest request = Assert.Single(Service.Requests);
        Assert.Equal(("GET", path), (request.Method, request.Path));
    }

    [Fact]
    public void A_concept_is_an_object_that_says_whose_it_is()
    {
        Service.Reply = _ => new StubReply(200, Vocabulary);

        PSObject concept = Session.Run("Get-ClarifaiConcept general").Output[0];

        Assert.Equal("Clarifai.ClarifaiConcept", concept.TypeNames[0]);
        Assert.Equal(("cat", "ai_mFqxrph2", "main"), (concept.Value("Name"), concept.Value("Id"), concept.Value("AppId")));
        Assert.Equal("general", concept.Value("Model"));
        Assert.Equal(("general-image-recognition", "v7"), (concept.Value("ModelId"), concept.Value("ModelVersionId")));
        Assert.Equal("cat", concept.ToString());
    }

    [Fact]
    public void Names_and_ids_select_and_one_that_the_model_does_not_know_is_an_error()
    {
        Service.Reply = _ => new StubReply(200, Vocabulary);

        ScriptResult result = Session.Try("Get-ClarifaiConcept general D*, ai_m*, unicorn");

        Assert.Equal(["dog"], result.Names);
        Assert.Equal(["cat"], Session.Run("Get-ClarifaiConcept general AI_mFqxrph2").Names);
        Assert.Equal("The model 'general' does not have the concept 'unicorn'.", Assert.Single(result.Errors).Exception.Message);
    }

    [Fact]
    public void A_model_without_a_vocabulary_lists_nothing()
    {
        Service.Reply = _ => new StubReply(200, """
            {"status":{"code":10000},"model":{"id":"color-recognition","output_info":{"type":"color"}}}
            """);

        Assert.Empty(Session.Run("Get-ClarifaiConcept color").Output);
    }

    [Fact]
    public void Concepts_are_a_table()
    {
        Service.Reply = _ => new StubReply(200, Vocabulary);

        ScreenText.AssertShows(
            """

            Name Id          Model
            ---- --          -----
            cat  ai_mFqxrph2 general
            dog  ai_8S2Vq3cR general


            """,
            Session.Show("Get-ClarifaiConcept general cat, dog"));
    }

    [Fact]
    public void Models_come_down_the_pipeline_as_objects()
    {
        Service.Reply = _ => new StubReply(200, Vocabulary);

        Session.Run("Get-ClarifaiModel food, nsfw | Get-ClarifaiConcept");

        Assert.Equal(
            ["/v2/models/bd367be194cf45149e75f01d59f77ba7/output_info", "/v2/models/e9576d86d2004ed1a38ba0cf39ecb4b1/output_info"],
            Service.Requests.Select(request => request.Path));
    }
}
