using System.Management.Automation;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Predict;

/// <summary>What scripts rely on when something fails: ids, categories, targets, what ends the run, and that no answer is lost.</summary>
public sealed class ErrorTests : ConnectedTest
{
    [Theory]
    [InlineData(30002, "InputDownloadFailed", ErrorCategory.ResourceUnavailable)]
    [InlineData(30101, "UnsupportedMediaType", ErrorCategory.InvalidData)]
    [InlineData(30104, "InputRejected", ErrorCategory.InvalidData)]
    [InlineData(30105, "FileTooLarge", ErrorCategory.LimitsExceeded)]
    [InlineData(30106, "InputDownloadFailed", ErrorCategory.ResourceUnavailable)]
    [InlineData(47104, "InputRejected", ErrorCategory.InvalidData)]
    [InlineData(31234, "InputRejected", ErrorCategory.InvalidData)]
    public void One_refused_input_is_one_error_and_the_others_get_their_answers(int code, string id, ErrorCategory category)
    {
        Service.Code = input => input.Caption.EndsWith("bad.jpg", StringComparison.Ordinal) ? code : 10000;
        const string Bad = "https://example.com/bad.jpg";

        ScriptResult result = Session.Try("$input | Invoke-ClarifaiPredict", "https://example.com/a.jpg", Bad, "https://example.com/b.jpg");

        Assert.Null(result.Terminating);
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal((id, category), error.Kind());
        Assert.Equal(Bad, error.TargetObject);
        Assert.Equal(["https://example.com/a.jpg", "https://example.com/b.jpg"], result.Sources);
    }

    [Theory]
    [InlineData(401, 11008, "NotAuthenticated", ErrorCategory.AuthenticationError)]
    [InlineData(401, 11009, "NotAuthenticated", ErrorCategory.AuthenticationError)]
    [InlineData(403, 11007, "NotAuthorized", ErrorCategory.PermissionDenied)]
    [InlineData(402, 11006, "QuotaExceeded", ErrorCategory.QuotaExceeded)]
    [InlineData(404, 21200, "ModelNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData(400, 21202, "InvalidModelArgument", ErrorCategory.InvalidArgument)]
    [InlineData(401, 0, "NotAuthenticated", ErrorCategory.AuthenticationError)]
    [InlineData(404, 0, "ModelNotFound", ErrorCategory.ObjectNotFound)]
    public void What_no_later_input_can_survive_ends_the_run_after_one_request(int http, int code, string id, ErrorCategory category)
    {
        Service.Reply = _ => StubReply.Status(http, code, "No");

        ScriptResult result = Session.Try(
            "$input | Invoke-ClarifaiPredict -BatchSize 1 -ThrottleLimit 1", "https://example.com/a.jpg", "https://example.com/b.jpg");

        Assert.Empty(result.Errors);
        Assert.Equal((id, category), result.Terminating!.Kind());
        Assert.Single(Service.Requests);
    }

    [Fact]
    public void Answers_that_came_before_the_error_that_ends_the_run_are_emitted_first()
    {
        Service.Reply = request => request.Inputs[0].Caption == "b" ? StubReply.Status(402, 11006, "Quota exceeded") : null;

        ScriptResult result = Session.Try(
            "$input | Invoke-ClarifaiPredict -BatchSize 1 -ThrottleLimit 1", SampleFile.Pictures("a", "b", "c"));

        Assert.Equal(["a"], result.Names);
        Assert.Equal("QuotaExceeded", result.Terminating!.Id());
        Assert.Equal("bytes 1", result.Terminating!.TargetObject);
        Assert.Equal(["a", "b"], Service.Captions);
    }

    [Theory]
    [InlineData("food")]
    [InlineData("a/b/c")]
    [InlineData("https://clarifai.com/a/b/models/c")]
    public void A_model_that_the_service_does_not_have_is_quoted_as_it_was_written(string model)
    {
        Service.Reply = _ => StubReply.Status(404, 21200, "Model does not exist", "Model 'c' does not exist.");

        ScriptResult result = Session.Try($"Invoke-ClarifaiPredict https://example.com/a.jpg -Model {model}");

        Assert.Equal(
            $"The model '{model}': Model 'c' does not exist (code 21200, HTTP 404, request request-1).",
            result.Terminating!.Exception.Message);
    }

    [Fact]
    public void An_error_of_the_service_says_what_the_service_said()
    {
        Service.Reply = _ => StubReply.Status(401, 11009, "API key not found", "Check your key");

        ScriptResult result = Session.Try("Invoke-ClarifaiPredict https://example.com/a.jpg");

        Assert.Equal(
            "API key not found: Check your key (code 11009, HTTP 401, request request-1).",
            result.Terminating!.Exception.Message);
        var exception = new PSObject(result.Terminating!.Exception);
        Assert.Equal("Clarifai.ClarifaiServiceException", exception.TypeNames[0]);
        Assert.Equal(11009, exception.Value("Code"));
        Assert.Equal("API key not found", exception.Value("Description"));
        Assert.Equal("Check your key", exception.Value("Details"));
        Assert.Equal("request-1", exception.Value("RequestId"));
        Assert.Equal(401, exception.Value("HttpStatus"));
        Assert.Equal("NotAuthenticated", exception.Value("ErrorId")!.ToString());
    }

    [Fact]
    public void The_error_of_one_input_says_which_and_what_the_service_said_of_it()
    {
        Service.Code = input => input.Caption == "b" ? 30104 : 10000;

        ScriptResult result = Session.Try("$input | Invoke-ClarifaiPredict -BatchSize 1", SampleFile.Pictures("a", "b"));

        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("'bytes 1': status 30104 (code 30104, HTTP 400, request request-1).", error.Exception.Message);
        Assert.Equal(30104, new PSObject(error.Exception).Value("Code"));
    }

    [Theory]
    [InlineData("Invoke-ClarifaiPredict https://example.com/a.jpg")]
    [InlineData("Invoke-ClarifaiPredict https://example.com/a.jpg -Verbose -Debug")]
    [InlineData("Test-ClarifaiConnection")]
    public void The_key_is_in_no_stream_and_no_error(string script)
    {
        Service.Reply = _ => StubReply.Status(401, 11009, "API key not found");

        ScriptResult result = Session.Try($"{script} *>&1 | ForEach-Object {{ \"$_\"; \"$($_.Exception)\" }}");

        Assert.Equal("Key " + ModuleSession.Key, Assert.Single(Service.Requests).Authorization);
        IEnumerable<string> texts = [.. result.Output.Select(line => line.ToString()), result.Terminating?.Exception.ToString() ?? ""];
        Assert.All(texts, text => Assert.DoesNotContain(ModuleSession.Key, text, StringComparison.Ordinal));
    }

    [Fact]
    public void ErrorAction_Stop_ends_the_run_at_the_first_bad_input()
    {
        ScriptResult result = Session.Try(
            "$input | Invoke-ClarifaiPredict -ErrorAction Stop -BatchSize 1 -ThrottleLimit 1",
            SampleFile.Picture("a"),
            Folder.PathOf("missing.jpg"),
            SampleFile.Picture("c"));

        Assert.Equal(["a"], result.Names);
        Assert.Equal("FileNotFound", result.Terminating!.Id());
        Assert.Equal(["a"], Service.Captions);
    }

    [Fact]
    public void ErrorAction_SilentlyContinue_and_ErrorVariable_collect_the_errors()
    {
        string missing = Folder.PathOf("missing.jpg");

        ScriptResult result = Session.Run(
            "$input | Invoke-ClarifaiPredict -ErrorAction SilentlyContinue -ErrorVariable failed",
            missing,
            SampleFile.Picture("b"),
            new byte[] { 7 });

        Assert.Equal(["b"], result.Names);
        Assert.Equal([missing, "byte 2"], Session.Run("$failed").All("TargetObject"));
    }

    [Fact]
    public void A_passing_fault_is_survived()
    {
        Service.Reply = _ => Service.Requests.Count < 3 ? StubReply.Status(503, 0, "Unavailable") : null;

        ScriptResult result = Session.Run("$input | Invoke-ClarifaiPredict -RetryIntervalSec 0", SampleFile.Picture("a"));

        Assert.Equal(["a"], result.Names);
        Assert.Equal(3, Service.Requests.Count);
    }

    [Fact]
    public void A_lasting_fault_costs_only_its_inputs_and_as_many_attempts_as_were_asked_for()
    {
        Service.Reply = request => request.Inputs[0].Caption == "a" ? StubReply.Status(503, 0, "Unavailable") : null;

        ScriptResult result = Session.Try(
            "$input | Invoke-ClarifaiPredict -RetryIntervalSec 0 -MaximumRetryCount 2 -BatchSize 1", SampleFile.Pictures("a", "b"));

        Assert.Null(result.Terminating);
        Assert.Equal(("ServiceUnavailable", ErrorCategory.ResourceUnavailable), Assert.Single(result.Errors).Kind());
        Assert.Equal(["b"], result.Names);
        Assert.Equal(3, Service.Captions.Count(caption => caption == "a"));
    }

    [Fact]
    public void Throttling_that_lasts_is_reported_as_such()
    {
        Service.Reply = _ => StubReply.Status(429, 11005, "Too many requests");

        ScriptResult result = Session.Try("$input | Invoke-ClarifaiPredict -MaximumRetryCount 0", SampleFile.Picture("a"));

        Assert.Equal(("Throttled", ErrorCategory.ResourceBusy), Assert.Single(result.Errors).Kind());
    }

    [Theory]
    [InlineData(200, "", " with an empty body.", "NotConnected")]
    [InlineData(200, "Sign in to the\n hotel's network.", ": Sign in to the hotel's network.", "NotConnected")]
    [InlineData(
        200, "<html><body>Sign in</body></html>", " with a web page, which is not an API response.", "NotConnected")]
    [InlineData(400, "<html></html>", " with a web page, which is not an API response.", "NotConnected")]
    [InlineData(401, "<html></html>", " with a web page, which is not an API response.", "NotAuthenticated")]
    [InlineData(
        403,
        "<!DOCTYPE html>\n<html><head><title>\n Access &amp; more </title></head></html>",
        " with the web page 'Access & more', which is not an API response.",
        "NotAuthorized")]
    [InlineData(404, "<html></html>", " with a web page, which is not an API response.", "NotConnected")]
    [InlineData(404, "<error>none</error>", ": <error>none</error>.", "NotConnected")]
    [InlineData(404, """{"message":"no Route matched"}""", """: {"message":"no Route matched"}.""", "NotConnected")]
    public void An_answer_of_another_server_is_reported_without_markup_and_not_asked_for_again(
        int http, string body, string words, string id)
    {
        Service.Reply = _ => new StubReply(http, body);

        ScriptResult result = Session.Try("$input | Invoke-ClarifaiPredict", SampleFile.Picture("a"));

        ErrorRecord error = result.Terminating ?? Assert.Single(result.Errors);
        Assert.Equal(id, error.Id());
        Assert.StartsWith($"The server returned HTTP {http}{words}", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(
            "Check the base URL: Connect-Clarifai -BaseUri or the environment variable CLARIFAI_API_BASE.",
            error.ErrorDetails.RecommendedAction);
        Assert.Single(Service.Requests);
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_reported_with_its_address()
    {
        string authority = Service.Address.Authority;
        await Service.DisposeAsync();

        ScriptResult result = Session.Try("$input | Invoke-ClarifaiPredict -MaximumRetryCount 0", SampleFile.Picture("a"));

        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal(("ConnectionFailed", ErrorCategory.ConnectionError), error.Kind());
        Assert.StartsWith($"The service at {authority} could not be reached: ", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_that_does_not_come_in_time_is_reported()
    {
        Service.Hold = (_, ended) => Task.Delay(Timeout.Infinite, ended);

        ScriptResult result = Session.Try("$input | Invoke-ClarifaiPredict -TimeoutSec 1 -MaximumRetryCount 0", SampleFile.Picture("a"));

        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal(("RequestTimeout", ErrorCategory.OperationTimeout), error.Kind());
        Assert.Equal("The service did not answer within 1 s.", error.Exception.Message);
    }
}
