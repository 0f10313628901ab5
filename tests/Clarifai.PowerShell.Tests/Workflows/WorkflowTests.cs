using System.Management.Automation;
using System.Text.Json.Nodes;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Workflows;

/// <summary>Several models in one call.</summary>
public sealed class WorkflowTests : ConnectedTest
{
    private const string Two = """
        [{"id":"o1","status":{"code":10000,"description":"Ok"},"created_at":"2026-11-23T10:00:00Z",
          "model":{"id":"general-image-recognition","name":"Image Recognition","model_version":{"id":"v1"}},
          "data":{"concepts":[{"id":"ai_a","name":"train","value":0.9,"app_id":"main"}]}},
         {"id":"o2","status":{"code":10000,"description":"Ok"},
          "model":{"id":"color-recognition","name":"Color","model_version":{"id":"v2"}},"data":{}}]
        """;

    [Theory]
    [InlineData("party", "/v2/workflows/party/results")]
    [InlineData("'my party/of two'", "/v2/workflows/my party%2Fof two/results")]
    [InlineData("alice/photos/party", "/v2/users/alice/apps/photos/workflows/party/results")]
    [InlineData("https://clarifai.com/alice/photos/workflows/party", "/v2/users/alice/apps/photos/workflows/party/results")]
    [InlineData(
        "https://clarifai.com/alice/photos/workflows/party/versions/v1",
        "/v2/users/alice/apps/photos/workflows/party/versions/v1/results")]
    public void The_workflow_is_the_address(string workflow, string path)
    {
        Service.Reply = request => Answer(request, _ => Two);

        Session.Run($"$input | Invoke-ClarifaiWorkflow -Workflow {workflow}", SampleFile.Picture("x"));

        ReceivedRequest request = Assert.Single(Service.Requests);
        Assert.Equal(("POST", path), (request.Method, request.Path));
        Assert.Equal(["inputs"], JsonNode.Parse(request.Body)!.AsObject().Select(member => member.Key));
        Assert.Equal(["x"], Service.Captions);
    }

    [Fact]
    public void The_owner_of_the_connection_owns_the_workflow_too()
    {
        Service.Reply = request => Answer(request, _ => Two);

        Session.Run("""
            Connect-Clarifai -PersonalAccessToken $key -UserId alice -AppId photos -BaseUri $service
            Invoke-ClarifaiWorkflow -Workflow party https://example.com/a.jpg
            """);

        Assert.Equal("/v2/users/alice/apps/photos/workflows/party/results", Assert.Single(Service.Requests).Path);
    }

    [Theory]
    [InlineData("-MaxConcepts 3", """{"max_concepts":3}""")]
    [InlineData("-MinValue 0.5", """{"min_value":0.5}""")]
    [InlineData("-MinValue 0.5 -MaxConcepts 3", """{"max_concepts":3,"min_value":0.5}""")]
    public void The_options_stand_at_the_top_of_the_body(string parameters, string outputConfig)
    {
        Service.Reply = request => Answer(request, _ => Two);

        Session.Run($"$input | Invoke-ClarifaiWorkflow -Workflow party {parameters}", SampleFile.Picture("x"));

        JsonObject body = JsonNode.Parse(Assert.Single(Service.Requests).Body)!.AsObject();
        Assert.Equal(["inputs", "output_config"], body.Select(member => member.Key));
        Assert.Equal(outputConfig, body["output_config"]!.ToJsonString());
    }

    [Theory]
    [InlineData("-Language de")]
    [InlineData("-SampleMs 500")]
    [InlineData("-Concept cat")]
    [InlineData("-Model food")]
    public void Options_of_a_model_are_none_of_a_workflow(string parameter) => Assert.Equal(
        "NamedParameterNotFound",
        Session.Try($"Invoke-ClarifaiWorkflow -Workflow party https://example.com/a.jpg {parameter}").Terminating!.Id());

    [Fact]
    public void Objects_carry_the_model_that_said_them_and_a_model_with_nothing_to_say_is_no_error()
    {
        string cat = Folder.Picture("cat.jpg");
        Session.Set("cat", cat);
        Service.Reply = request => Answer(request, _ => Two);

        ScriptResult result = Session.Run("$cat, 'https://example.com/b.jpg' | Invoke-ClarifaiWorkflow -Workflow party -Verbose");

        Assert.Equal([cat, "https://example.com/b.jpg"], result.Sources);
        Assert.Equal(["train", "train"], result.Names);
        Assert.Equal(["general-image-recognition", "general-image-recognition"], result.All("Model"));
        Assert.Equal(["general-image-recognition", "general-image-recognition"], result.All("ModelId"));
        Assert.Equal(["v1", "v1"], result.All("ModelVersionId"));
        Assert.Equal([0, 1], result.All("InputIndex"));
        Assert.Equal(2, result.Verbose.Count(line => line.EndsWith("': the model found nothing.", StringComparison.Ordinal)));
    }

    [Fact]
    public void As_Output_emits_one_object_an_input_and_model()
    {
        Service.Reply = request => Answer(request, _ => Two);

        ScriptResult result = Session.Run("$input | Invoke-ClarifaiWorkflow -Workflow party -As Output", SampleFile.Pictures("x", "y"));

        Assert.Equal(["bytes 0", "bytes 0", "bytes 1", "bytes 1"], result.Sources);
        Assert.Equal(["Image Recognition", "Color", "Image Recognition", "Color"], result.All("ModelName"));
    }

    [Fact]
    public void As_Raw_emits_the_JSON_of_each_models_output()
    {
        Service.Reply = request => Answer(request, _ => Two);

        ScriptResult result = Session.Run("$input | Invoke-ClarifaiWorkflow -Workflow party -As Raw", SampleFile.Picture("x"));

        Assert.Equal(["o1", "o2"], result.Output.Select(json => (string?)JsonNode.Parse((string)json.BaseObject)!["id"]));
    }

    [Fact]
    public void One_request_has_at_most_32_inputs()
    {
        Service.Reply = request => Answer(request, input => All(Said("m", input.Caption)));
        string[] names = [.. Enumerable.Range(0, 100).Select(i => $"picture {i}")];

        ScriptResult result = Session.Run(
            "$input | Invoke-ClarifaiWorkflow -Workflow party -BatchSize 128", SampleFile.Pictures(names));

        Assert.Equal(names, result.Names);
        Assert.All(Service.Requests, request => Assert.InRange(request.Inputs.Count, 1, 32));
    }

    [Fact]
    public void A_model_that_fails_is_an_error_and_the_others_answers_are_not_lost()
    {
        Service.Reply = request => Answer(
            request,
            input => input.Caption == "b" ? All(Said("m1", "b"), Failed("m2", 47104)) : All(Said("m1", "a"), Said("m2", "a")),
            code: 10010);

        ScriptResult result = Session.Try("$input | Invoke-ClarifaiWorkflow -Workflow party", SampleFile.Pictures("a", "b"));

        Assert.Equal(["a", "a", "b"], result.Names);
        Assert.Equal(["m1", "m2", "m1"], result.All("Model"));
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal(("InputRejected", ErrorCategory.InvalidData), error.Kind());
        Assert.Equal("bytes 1", error.TargetObject);
        Assert.Equal("'bytes 1', model 'm2': no (code 47104, HTTP 207, request request-1).", error.Exception.Message);
    }

    [Fact]
    public void An_input_that_no_model_can_read_is_one_error()
    {
        Service.Reply = request => Answer(
            request,
            input => input.Caption == "b" ? All(Failed("m1", 30002), Failed("m2", 30002)) : All(Said("m1", input.Caption)),
            code: 10010);

        ScriptResult result = Session.Try("$input | Invoke-ClarifaiWorkflow -Workflow party", SampleFile.Pictures("a", "b", "c"));

        Assert.Equal(["a", "c"], result.Names);
        Assert.Equal("InputDownloadFailed", Assert.Single(result.Errors).Id());
        Assert.Equal("'bytes 1': no (code 30002, HTTP 207, request request-1).", result.Errors[0].Exception.Message);
    }

    [Fact]
    public void A_result_that_failed_as_a_whole_is_one_error()
    {
        Service.Reply = _ => new StubReply(200, """
            {"status":{"code":10010,"req_id":"request-1"},"results":[
            {"status":{"code":30104,"description":"bad bytes"},"input":{},"outputs":[]}]}
            """);

        ScriptResult result = Session.Try("$input | Invoke-ClarifaiWorkflow -Workflow party", SampleFile.Picture("a"));

        Assert.Equal("InputRejected", Assert.Single(result.Errors).Id());
        Assert.Equal("'bytes 0': bad bytes (code 30104, HTTP 200, request request-1).", result.Errors[0].Exception.Message);
    }

    [Theory]
    [InlineData(404, 22102, "ModelNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData(403, 22103, "NotAuthorized", ErrorCategory.PermissionDenied)]
    [InlineData(400, 22104, "InvalidModelArgument", ErrorCategory.InvalidArgument)]
    [InlineData(400, 22999, "InvalidModelArgument", ErrorCategory.InvalidArgument)]
    public void A_workflow_that_cannot_be_asked_ends_the_run_after_one_request(int http, int code, string id, ErrorCategory category)
    {
        Service.Reply = _ => StubReply.Status(http, code, "No");

        ScriptResult result = Session.Try(
            "$input | Invoke-ClarifaiWorkflow -Workflow party -BatchSize 1 -ThrottleLimit 1", SampleFile.Pictures("a", "b"));

        Assert.Equal((id, category), result.Terminating!.Kind());
        Assert.Single(Service.Requests);
    }

    [Fact]
    public void A_failure_inside_the_workflow_is_tried_once_more()
    {
        Service.Reply = _ => StubReply.Status(500, 22108, "Internal failure");

        ScriptResult result = Session.Try("$input | Invoke-ClarifaiWorkflow -Workflow party -RetryIntervalSec 0", SampleFile.Picture("a"));

        Assert.Equal("ServiceUnavailable", Assert.Single(result.Errors).Id());
        Assert.Equal(2, Service.Requests.Count);
    }

    [Fact]
    public void An_answer_with_another_number_of_results_is_no_answer()
    {
        Service.Reply = _ => new StubReply(200, """{"status":{"code":10000},"results":[]}""");

        ScriptResult result = Session.Try("$input | Invoke-ClarifaiWorkflow -Workflow party", SampleFile.Picture("a"));

        Assert.Equal("InvalidResponse", Assert.Single(result.Errors).Id());
        Assert.Equal("The service's response (HTTP 200) has 0 results for 1 input.", result.Errors[0].Exception.Message);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("alice//party")]
    [InlineData("https://clarifai.com/alice/photos/models/birds")]
    public void What_names_no_workflow_ends_the_run_before_anything_is_sent(string workflow)
    {
        ScriptResult result = Session.Try($"Invoke-ClarifaiWorkflow -Workflow {workflow} https://example.com/a.jpg");

        Assert.Equal("InvalidModelArgument", result.Terminating!.Id());
        Assert.Contains("workflow", result.Terminating!.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(Service.Requests);
    }

    [Fact]
    public void Texts_go_through_a_workflow_too()
    {
        Service.Reply = request => Answer(request, input => All(Said("m", input.Caption)));

        ScriptResult result = Session.Run("Invoke-ClarifaiWorkflow -Workflow party -Text one, two");

        Assert.Equal(["one", "two"], result.Names);
        Assert.Equal(["text", "text"], Service.Inputs.Select(input => input.Kind));
    }

    [Fact]
    public void A_checkpoint_keeps_what_all_models_said_and_asks_again_where_one_did_not()
    {
        Session.Set("checkpoint", Folder.PathOf("answers.jsonl"));
        const string Script =
            "Invoke-ClarifaiWorkflow -Workflow party -Text one, two -CheckpointPath $checkpoint -BatchSize 1 -ThrottleLimit 1";
        Service.Reply = request => Answer(
            request,
            input => input.Caption == "two" ? All(Said("m1", "two"), Failed("m2", 47104)) : All(Said("m1", "a"), Said("m2", "b")));
        ScriptResult first = Session.Try(Script);
        Service.Reply = request => Answer(request, input => All(Said("m1", input.Caption + " again")));

        ScriptResult second = Session.Run(Script);

        Assert.Equal(["a", "b", "two"], first.Names);
        Assert.Single(first.Errors);
        Assert.Equal(["a", "b", "two again"], second.Names);
        Assert.Equal(["m1", "m2", "m1"], second.All("Model"));
        Assert.Equal(["text 0", "text 0", "text 1"], second.Sources);
        Assert.Equal(["one", "two", "two"], Service.Captions.Order());
    }

    private static string All(params string[] outputs) => $"[{string.Join(',', outputs)}]";

    private static string Said(string model, string name) => $$$"""
        {"status":{"code":10000},"model":{"id":"{{{model}}}"},"data":{"concepts":[{"id":"c","name":"{{{name}}}","value":0.5}]}}
        """;

    private static string Failed(string model, int code) => $$$"""
        {"status":{"code":{{{code}}},"description":"no"},"model":{"id":"{{{model}}}"},"data":{}}
        """;

    private static StubReply Answer(ReceivedRequest request, Func<ReceivedInput, string> outputs, int code = 10000)
    {
        IEnumerable<string> results = request.Inputs.Select(input => $$$"""
            {"status":{"code":10000},"input":{"id":"i","data":{}},"outputs":{{{outputs(input)}}}}
            """);
        return new StubReply(code == 10000 ? 200 : 207, $$$"""
            {"status":{"code":{{{code}}},"description":"d","req_id":"request-1"},"workflow":{"id":"party","app_id":"photos"},
            "results":[{{{string.Join(',', results)}}}]}
            """);
    }
}
