using System.Management.Automation;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Predict;

/// <summary>Tab asks a service that a command has asked before, and waits for no more than a second.</summary>
public sealed class ServiceCompletionTests : ConnectedTest
{
    private const string Concepts = """
        {"status":{"code":10000},"model":{"id":"m","output_info":{"data":{"concepts":[
        {"id":"1","name":"cat"},{"id":"2","name":"house cat"}]}}}}
        """;

    [Fact]
    public void A_service_that_no_command_has_asked_is_not_asked()
    {
        Assert.Empty(Complete("Invoke-ClarifaiPredict a.jpg -Concept "));
        Assert.Empty(Service.Requests);
    }

    [Fact]
    public void Concepts_complete_from_the_models_vocabulary()
    {
        Ask();
        Service.Reply = _ => new StubReply(200, Concepts);

        Assert.Equal(["cat", "'house cat'"], Complete("Invoke-ClarifaiPredict a.jpg -Model birds -Concept "));
        Assert.Equal(["'house cat'"], Complete("Get-ClarifaiConcept birds -Name hou"));
        Assert.All(Service.Requests.Skip(1), request => Assert.Equal("/v2/models/birds/output_info", request.Path));
    }

    [Fact]
    public void Versions_complete()
    {
        Ask();
        Service.Reply = _ => new StubReply(
            200, """{"status":{"code":10000},"model_versions":[{"id":"v1","created_at":"2026-01-02T03:04:05Z"},{"id":"v2"}]}""");

        Assert.Equal(["v1", "v2"], Complete("Invoke-ClarifaiPredict a.jpg -Model birds -ModelVersion "));
        Assert.StartsWith("/v2/models/birds/versions?", Service.Requests[^1].Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Remove-ClarifaiModel ")]
    [InlineData("Update-ClarifaiModel -Name ")]
    public void Of_the_models_only_those_of_the_app_can_be_changed(string line)
    {
        Assert.Empty(Complete(line));
        Ask();
        Service.Reply = _ => new StubReply(200, """
            {"status":{"code":10000},"models":[{"id":"pets","app_id":"photos"},{"id":"color","app_id":"main"},
            {"id":"birds","app_id":"main","user_id":"alice"}]}
            """);

        Assert.Equal(["birds", "pets"], Complete(line));
    }

    [Fact]
    public void Workflows_complete()
    {
        Ask();
        Service.Reply = _ => new StubReply(200, """{"status":{"code":10000},"workflows":[{"id":"party"},{"id":"pets"}]}""");

        Assert.Equal(["party", "pets"], Complete("Invoke-ClarifaiWorkflow a.jpg -Workflow p"));
        Assert.StartsWith("/v2/workflows?", Service.Requests[^1].Path, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_and_an_answer_that_does_not_come_leave_nothing_to_offer()
    {
        Ask();
        Service.Reply = _ => StubReply.Status(401, 11009, "Invalid key");
        Assert.Empty(Complete("Invoke-ClarifaiPredict a.jpg -Concept "));

        Service.Hold = (_, ended) => Task.Delay(Timeout.Infinite, ended);
        Assert.Empty(Complete("Invoke-ClarifaiPredict a.jpg -Concept "));
    }

    private void Ask() => Session.Run("Test-ClarifaiConnection");

    private IReadOnlyList<string> Complete(string line)
    {
        using System.Management.Automation.PowerShell pipeline = Session.Pipeline("");
        var completion = CommandCompletion.CompleteInput(line, line.Length, null, pipeline);
        return [.. completion.CompletionMatches.Select(match => match.CompletionText)];
    }
}
