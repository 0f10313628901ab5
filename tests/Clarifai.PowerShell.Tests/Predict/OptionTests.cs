using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Predict;

/// <summary>What each parameter puts on the wire.</summary>
public sealed class OptionTests : ConnectedTest
{
    private const string General = "aaa03c23b3724a16a56b629203edc62c";

    [Theory]
    [InlineData("", "/v2/models/" + General + "/outputs")]
    [InlineData("-Model general", "/v2/models/" + General + "/outputs")]
    [InlineData("-Model GENERAL", "/v2/models/" + General + "/outputs")]
    [InlineData("-Model food", "/v2/models/bd367be194cf45149e75f01d59f77ba7/outputs")]
    [InlineData("-Model food-item-recognition", "/v2/models/food-item-recognition/outputs")]
    [InlineData("-Model " + General, "/v2/models/" + General + "/outputs")]
    [InlineData("-Model my-model", "/v2/models/my-model/outputs")]
    [InlineData("-Model 'my model?#'", "/v2/models/my model?#/outputs")]
    [InlineData("-Model my-model -ModelVersion v1", "/v2/models/my-model/versions/v1/outputs")]
    [InlineData("-Model alice/photos/birds", "/v2/users/alice/apps/photos/models/birds/outputs")]
    [InlineData("-Model alice/photos/general", "/v2/users/alice/apps/photos/models/general/outputs")]
    [InlineData("-Model alice/photos/birds -ModelVersion v1", "/v2/users/alice/apps/photos/models/birds/versions/v1/outputs")]
    [InlineData("-Model https://clarifai.com/alice/photos/models/birds", "/v2/users/alice/apps/photos/models/birds/outputs")]
    [InlineData(
        "-Model https://clarifai.com/alice/photos/models/birds/versions/v1",
        "/v2/users/alice/apps/photos/models/birds/versions/v1/outputs")]
    public void Model_and_version_are_the_address(string parameters, string path)
    {
        Session.Run($"$input | Invoke-ClarifaiPredict {parameters}", SampleFile.Picture("x"));

        ReceivedRequest request = Assert.Single(Service.Requests);
        Assert.Equal("POST", request.Method);
        Assert.Equal(path, request.Path);
    }

    [Fact]
    public void The_model_is_emitted_as_it_was_asked_for()
    {
        ScriptResult result = Session.Run("$input | Invoke-ClarifaiPredict -Model alice/photos/birds", SampleFile.Picture("x"));

        Assert.Equal(["alice/photos/birds"], result.All("Model"));
        Assert.Equal([General], result.All("ModelId"));
    }

    [Theory]
    [InlineData("-UserId alice -AppId photos", "", "/v2/users/clarifai/apps/main/models/general-image-recognition/outputs")]
    [InlineData("-UserId alice -AppId photos", "-Model birds", "/v2/users/alice/apps/photos/models/birds/outputs")]
    [InlineData("-UserId alice -AppId photos", "-Model bob/cars/birds", "/v2/users/bob/apps/cars/models/birds/outputs")]
    [InlineData("", "-Model birds", "/v2/models/birds/outputs")]
    public void With_a_token_a_model_without_an_owner_is_the_connections_or_Clarifais(string connect, string predict, string path)
    {
        Session.Run($"Connect-Clarifai -PersonalAccessToken $key -BaseUri $service {connect}");

        Session.Run($"$input | Invoke-ClarifaiPredict {predict}", SampleFile.Picture("x"));

        Assert.Equal(path, Assert.Single(Service.Requests).Path);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("-MaxConcepts 1", """{"max_concepts":1}""")]
    [InlineData("-MaxConcepts 200", """{"max_concepts":200}""")]
    [InlineData("-MinValue 0.95", """{"min_value":0.95}""")]
    [InlineData("-MinValue 0", """{"min_value":0}""")]
    [InlineData("-MinValue 1", """{"min_value":1}""")]
    [InlineData("-Language zh-TW", """{"language":"zh-TW"}""")]
    [InlineData("-Concept cat", """{"select_concepts":[{"name":"cat"}]}""")]
    [InlineData("-Concept 'hot dog', ai_HLmqFqBf", """{"select_concepts":[{"name":"hot dog"},{"id":"ai_HLmqFqBf"}]}""")]
    [InlineData(
        "-Language de -MaxConcepts 5 -MinValue 0.5 -Concept cat",
        """{"language":"de","max_concepts":5,"min_value":0.5,"select_concepts":[{"name":"cat"}]}""")]
    public void Options_are_sent_only_where_they_are_given(string parameters, string? outputConfig)
    {
        Session.Run($"$input | Invoke-ClarifaiPredict {parameters}", SampleFile.Picture("x"));

        Assert.Equal(outputConfig, Assert.Single(Service.Requests).OutputConfig);
    }

    [Theory]
    [InlineData("-Concept cat, catt", 10010, 10000, 1)]
    [InlineData("-Concept cat, catt", 10010, 30002, 0)]
    [InlineData("-Concept cat", 10000, 10000, 0)]
    [InlineData("", 10010, 10000, 0)]
    public void A_concept_that_the_model_does_not_have_beside_one_that_it_has_is_one_warning_a_run(
        string parameters, int whole, int each, int warnings)
    {
        Service.Reply = _ => new StubReply(207, $$$"""
            {"status":{"code":{{{whole}}},"description":"Mixed","details":"The model does not have: catt."},
            "outputs":[{"status":{"code":{{{each}}}},"model":{"id":"m"},"data":{"concepts":[{"name":"cat","value":0.9}]}}]}
            """);

        ScriptResult result = Session.Try(
            $"$input | Invoke-ClarifaiPredict -BatchSize 1 {parameters}", SampleFile.Pictures("a", "b"));

        const string Warning = "-Concept: The model does not have: catt.";
        Assert.Equal(Enumerable.Repeat(Warning, warnings), result.Warnings);
    }

    [Fact]
    public void Numbers_are_sent_in_the_same_way_whatever_the_culture()
    {
        Session.Run(
            "[cultureinfo]::CurrentCulture = [cultureinfo]'de-DE'; $input | Invoke-ClarifaiPredict -MinValue 0.25 -MaxConcepts 100",
            SampleFile.Picture("x"));

        Assert.Equal("""{"max_concepts":100,"min_value":0.25}""", Assert.Single(Service.Requests).OutputConfig);
    }

    [Theory]
    [InlineData("-MaxConcepts 0")]
    [InlineData("-MaxConcepts 201")]
    [InlineData("-MinValue -0.01")]
    [InlineData("-MinValue 1.01")]
    [InlineData("-SampleMs 99")]
    [InlineData("-SampleMs 60001")]
    [InlineData("-BatchSize 0")]
    [InlineData("-BatchSize 129")]
    [InlineData("-ThrottleLimit 0")]
    [InlineData("-ThrottleLimit 65")]
    [InlineData("-TimeoutSec 0")]
    [InlineData("-MaximumRetryCount -1")]
    [InlineData("-RetryIntervalSec 31")]
    [InlineData("-ModelVersion ''")]
    [InlineData("-Language ''")]
    [InlineData("-Concept ''")]
    public void What_is_out_of_range_is_refused_by_the_binder(string parameters)
    {
        ScriptResult result = Session.Try($"Invoke-ClarifaiPredict https://example.com/a.jpg {parameters}");

        Assert.StartsWith("ParameterArgumentValidationError", result.Terminating!.Id(), StringComparison.Ordinal);
        Assert.Empty(Service.Requests);
    }

    [Theory]
    [InlineData("-InputKind Audio")]
    [InlineData("-As Csv")]
    public void What_is_no_value_of_a_list_is_refused_by_the_binder(string parameters)
    {
        ScriptResult result = Session.Try($"Invoke-ClarifaiPredict https://example.com/a.jpg {parameters}");

        Assert.Equal("CannotConvertArgumentNoMessage", result.Terminating!.Id());
        Assert.Empty(Service.Requests);
    }

    [Theory]
    [InlineData("-Model ''")]
    [InlineData("-Model ..")]
    [InlineData("-Model alice//birds")]
    [InlineData("-Model https://clarifai.com/alice/photos/birds")]
    [InlineData("-Model birds -ModelVersion ..")]
    public void A_model_that_cannot_be_one_ends_the_run_before_anything_is_sent(string parameters)
    {
        ScriptResult result = Session.Try($"Invoke-ClarifaiPredict https://example.com/a.jpg {parameters}");

        Assert.Equal("InvalidModelArgument", result.Terminating!.Id());
        Assert.Empty(Service.Requests);
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 2)]
    [InlineData(3, 1)]
    public void BatchSize_bounds_the_inputs_of_a_request(int batchSize, int requests)
    {
        // The first input is sent at once; what follows while its answer is held fills batches.
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Service.Hold = (_, ended) => all.Task.WaitAsync(ended);
        Session.Set("all", all);

        Session.Run(
            $$"""
            $input | ForEach-Object -Process { , $_ } -End { $all.SetResult() } |
                Invoke-ClarifaiPredict -BatchSize {{batchSize}} -ThrottleLimit 8
            """,
            SampleFile.Pictures("a", "b", "c", "d"));

        Assert.Equal(1 + requests, Service.Requests.Count);
        Assert.All(Service.Requests, request => Assert.InRange(request.Inputs.Count, 1, batchSize));
        Assert.Equal(["a", "b", "c", "d"], Service.Captions.Order());
    }

    [Fact]
    public void One_at_a_time_means_an_answer_before_the_next_input_is_taken()
    {
        ScriptResult result = Session.Run("""
            $log = [Collections.Generic.List[string]]::new()
            'a', 'b', 'c' | ForEach-Object { $log.Add("take $_"); "https://example.com/$_.jpg" } |
                Invoke-ClarifaiPredict -BatchSize 1 -ThrottleLimit 1 |
                ForEach-Object { $log.Add("answer $($_.InputIndex)") }
            $log
            """);

        Assert.Equal(["take a", "answer 0", "take b", "answer 1", "take c", "answer 2"], result.Output.Select(line => line.ToString()));
    }
}
