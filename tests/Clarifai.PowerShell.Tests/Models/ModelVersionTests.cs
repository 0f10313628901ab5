using System.Management.Automation;
using Clarifai.PowerShell.Tests.Answers;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Models;

/// <summary>The versions of a model, and asking one of them.</summary>
public sealed class ModelVersionTests : ConnectedTest
{
    private const string General = "aaa03c23b3724a16a56b629203edc62c";

    private const string Versions = """
        {"status":{"code":10000},"model_versions":[
        {"id":"v2","created_at":"2023-02-01T00:00:00Z",
         "status":{"code":21100,"description":"Model is trained and ready"},"active_concept_count":9098},
        {"id":"v1","created_at":"2019-01-31T23:59:59Z","status":{"code":21102}}]}
        """;

    private const string NoVersions = """{"status":{"code":10000},"model_versions":[]}""";

    [Theory]
    [InlineData("general", "/v2/models/" + General + "/versions")]
    [InlineData("birds", "/v2/models/birds/versions")]
    [InlineData("alice/photos/birds", "/v2/users/alice/apps/photos/models/birds/versions")]
    [InlineData("https://clarifai.com/alice/photos/models/birds/versions/v1", "/v2/users/alice/apps/photos/models/birds/versions")]
    [InlineData("(Get-ClarifaiModel food)", "/v2/models/bd367be194cf45149e75f01d59f77ba7/versions")]
    public void The_versions_of_a_model_are_listed_to_the_last_page(string model, string path)
    {
        Service.Reply = VersionsOnce;

        ScriptResult result = Session.Run($"Get-ClarifaiModelVersion {model}");

        Assert.Equal(["v2", "v1"], result.All("Id"));
        Assert.Equal([$"{path}?page=1&per_page=100", $"{path}?page=2&per_page=100"], Service.Requests.Select(request => request.Path));
    }

    [Fact]
    public void A_version_is_an_object_with_all_that_the_service_tells()
    {
        Service.Reply = VersionsOnce;

        ScriptResult result = Session.Run("Get-ClarifaiModelVersion general");

        PSObject version = result.Output[0];
        Assert.Equal("Clarifai.ClarifaiModelVersion", version.TypeNames[0]);
        Assert.Equal("general", version.Value("Model"));
        Assert.Equal("v2", version.Value("Id"));
        Assert.Equal(new DateTimeOffset(2023, 2, 1, 0, 0, 0, TimeSpan.Zero), version.Value("CreatedAt"));
        Assert.Equal(("Model is trained and ready", 21100), (version.Value("Status"), version.Value("StatusCode")));
        Assert.Equal(9098, version.Value("ConceptCount"));
        Assert.Equal("general-image-recognition", version.Value("ModelId"));
        Assert.Equal(("clarifai", "main"), (version.Value("UserId"), version.Value("AppId")));
        Assert.Equal("v2", version.ToString());
        Assert.Equal(("MODEL_UNTRAINED", 21102), (result.Output[1].Value("Status"), result.Output[1].Value("StatusCode")));
        Assert.Null(result.Output[1].Value("ConceptCount"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Versions_are_a_table(bool isSerialized)
    {
        Service.Reply = VersionsOnce;
        const string Script = "Get-ClarifaiModelVersion general";

        ScreenText.AssertShows(
            """

            Model   Id CreatedAt  ConceptCount Status
            -----   -- ---------  ------------ ------
            general v2 2023-02-01         9098 Model is trained and ready
            general v1 2019-01-31              MODEL_UNTRAINED


            """,
            Session.Show(isSerialized ? SerializedCopy.Of(Script) : Script));
    }

    [Fact]
    public void Models_come_down_the_pipeline_and_one_that_is_not_there_costs_the_others_nothing()
    {
        Service.Reply = request => request.Path.Contains("/lost/", StringComparison.Ordinal)
            ? StubReply.Status(404, 21200, "Model does not exist")
            : VersionsOnce(request);

        ScriptResult result = Session.Try("'birds', 'lost', '..', 'cats' | Get-ClarifaiModelVersion");

        Assert.Equal(["birds", "birds", "cats", "cats"], result.All("Model"));
        Assert.Null(result.Terminating);
        Assert.Equal(["ModelNotFound", "InvalidModelArgument"], result.Errors.Select(error => error.Id()));
        Assert.Equal(["lost", ".."], result.Errors.Select(error => error.TargetObject));
    }

    [Theory]
    [InlineData("-ModelVersion $version.Id", "birds")]
    [InlineData("-ModelVersion $version -Model alice/photos/birds", "alice/photos/birds")]
    [InlineData("-Model $version", "alice/photos/birds")]
    [InlineData("-Model $copy", "alice/photos/birds")]
    [InlineData("-Model alice/photos/birds -ModelVersion $copy", "alice/photos/birds")]
    [InlineData("-Model $version -ModelVersion other", "alice/photos/birds", "other")]
    public void A_version_is_asked_by_its_id_or_as_an_object(string parameters, string model, string version = "v2")
    {
        Service.Reply = request => request.Method == "GET" ? VersionsOnce(request) : null;
        Session.Run("$version = @(Get-ClarifaiModelVersion alice/photos/birds)[0]");
        Session.Run($"$copy = {SerializedCopy.Of("$version")}");
        string named = model == "birds" ? "-Model birds" : "";

        ScriptResult result = Session.Run($"Invoke-ClarifaiPredict https://example.com/a.jpg {named} {parameters}");

        string owner = model == "birds" ? "" : "users/alice/apps/photos/";
        Assert.Equal($"/v2/{owner}models/birds/versions/{version}/outputs", Service.Requests[^1].Path);
        Assert.Equal([model], result.All("Model"));
    }

    private static StubReply VersionsOnce(ReceivedRequest request) =>
        new(200, request.Page == 1 ? Versions : NoVersions);
}
