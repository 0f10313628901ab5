using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Models;

/// <summary>-Model with objects in place of names.</summary>
public sealed class ModelObjectTests : ConnectedTest
{
    [Fact]
    public void An_object_of_the_service_is_asked_where_it_is_whatever_is_in_its_id()
    {
        List("""{"id":"a/b?#c","name":"Odd one","app_id":"photos","user_id":"alice"}""");

        ScriptResult result = Session.Run(
            "$model = Get-ClarifaiModel -Remote 'Odd one'; Invoke-ClarifaiPredict https://example.com/a.jpg -Model $model");

        Assert.Equal("/v2/users/alice/apps/photos/models/a%2Fb?#c/outputs", Service.Requests[^1].Path);
        Assert.Equal(["alice/photos/a/b?#c"], result.All("Model"));
    }

    [Fact]
    public void A_copy_from_a_job_is_as_good()
    {
        List("""{"id":"a/b","name":"Odd one","app_id":"photos","user_id":"alice"}""");

        Session.Run($"$model = {SerializedCopy.Of("Get-ClarifaiModel -Remote 'Odd one'")}");
        Session.Run("Invoke-ClarifaiPredict https://example.com/a.jpg -Model $model");

        Assert.Equal("/v2/users/alice/apps/photos/models/a%2Fb/outputs", Service.Requests[^1].Path);
    }

    [Fact]
    public void A_model_whose_owner_is_not_told_is_the_keys()
    {
        List("""{"id":"a/b","name":"Odd one","app_id":"photos"}""");

        ScriptResult result = Session.Run("Invoke-ClarifaiPredict https://example.com/a.jpg -Model (Get-ClarifaiModel -Remote 'Odd one')");

        Assert.Equal("/v2/models/a%2Fb/outputs", Service.Requests[^1].Path);
        Assert.Equal(["a/b"], result.All("Model"));
    }

    [Theory]
    [InlineData("-ApiKey $key", "/v2/models/bd367be194cf45149e75f01d59f77ba7/outputs")]
    [InlineData("-PersonalAccessToken $key", "/v2/users/clarifai/apps/main/models/food-item-recognition/outputs")]
    public void A_public_model_as_an_object_is_the_same_as_by_its_name(string connect, string path)
    {
        Session.Run($"Connect-Clarifai {connect} -BaseUri $service");

        ScriptResult result = Session.Run("Invoke-ClarifaiPredict https://example.com/a.jpg -Model (Get-ClarifaiModel food)");

        Assert.Equal(path, Assert.Single(Service.Requests).Path);
        Assert.Equal(["food"], result.All("Model"));
    }

    [Fact]
    public void The_model_of_an_answer_that_is_piped_on_is_not_taken_for_the_one_to_ask()
    {
        string cat = Folder.Picture("cat.jpg");
        Session.Set("cat", cat);

        ScriptResult result = Session.Run("""
            Invoke-ClarifaiPredict $cat -Model food | Invoke-ClarifaiPredict
            [pscustomobject]@{ Path = $cat; Model = 'food' } | Invoke-ClarifaiPredict
            """);

        Assert.Equal(["general", "general"], result.All("Model"));
        Assert.Equal([cat, cat], result.Sources);
    }

    [Fact]
    public void A_filter_of_a_mock_compares_models_by_their_names() => Assert.Equal(
        [true, true, false],
        Session.Run(
            """
            function Find-Model {
                param([Clarifai.PowerShell.ModelTransformationAttribute()] [Clarifai.PowerShell.ModelArgument] $Model)
                $Model
            }
            $model = Find-Model (Get-ClarifaiModel general)
            $model -eq 'general'; 'GENERAL' -eq $model; $model -eq 'food'
            """).Output.Select(answer => (bool)answer.BaseObject));

    [Theory]
    [InlineData("(Get-ClarifaiModel food, color)")]
    [InlineData("7")]
    [InlineData("@{ Id = 'x' }")]
    public void What_is_no_model_is_refused(string model)
    {
        ScriptResult result = Session.Try($"Invoke-ClarifaiPredict https://example.com/a.jpg -Model {model}");

        Assert.Equal("ParameterArgumentTransformationError", result.Terminating!.Id());
        Assert.Contains(
            "is not a model: specify a name, or one object from Get-ClarifaiModel.",
            result.Terminating!.Exception.Message,
            StringComparison.Ordinal);
        Assert.Empty(Service.Requests);
    }

    private void List(string model) => Service.Reply = request => request.Method != "GET"
        ? null
        : new StubReply(200, $$"""{"status":{"code":10000},"models":[{{(request.Page == 1 ? model : "")}}]}""");
}
