using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Connecting;

/// <summary>Is the service there, and does it take the key? One request that is not billed.</summary>
public sealed class TestConnectionTests : ConnectedTest
{
    private const string CheckBaseUrl =
        "Check the base URL: Connect-Clarifai -BaseUri or the environment variable CLARIFAI_API_BASE.";

    [Fact]
    public void True_where_the_service_takes_the_key()
    {
        ScriptResult result = Session.Run("Test-ClarifaiConnection");

        Assert.Equal(true, Assert.Single(result.Output).BaseObject);
        Assert.Empty(result.Warnings);
        Assert.Equal([("GET", "/v2/models?page=1&per_page=1", "Key " + ModuleSession.Key)], Asked());
    }

    [Fact]
    public void A_token_is_tested_by_its_user()
    {
        Session.Run("Connect-Clarifai -PersonalAccessToken $key -BaseUri $service; $null = Test-ClarifaiConnection");
        Session.Run("Connect-Clarifai -PersonalAccessToken $key -BaseUri $service -UserId alice; $null = Test-ClarifaiConnection");

        Assert.Equal(["/v2/users/me", "/v2/users/alice"], Service.Requests.Select(request => request.Path));
    }

    [Fact]
    public void False_and_a_warning_where_the_key_is_not_valid()
    {
        Service.Reply = _ => StubReply.Status(401, 11009, "API key not found");

        ScriptResult result = Session.Run("Test-ClarifaiConnection");

        Assert.Equal(false, Assert.Single(result.Output).BaseObject);
        Assert.Equal(["API key not found (code 11009, HTTP 401, request request-1)."], result.Warnings);
        Assert.Single(Service.Requests);
    }

    [Fact]
    public async Task False_and_a_warning_where_there_is_no_service()
    {
        string authority = Service.Address.Authority;
        await Service.DisposeAsync();

        ScriptResult result = Session.Run("Test-ClarifaiConnection");

        Assert.Equal(false, Assert.Single(result.Output).BaseObject);
        Assert.StartsWith($"The service at {authority} could not be reached: ", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_redirection_is_not_followed_and_names_the_host()
    {
        Service.Reply = _ => new StubReply(302, "") { Location = "https://evil.example.com/v2/models" };

        ScriptResult result = Session.Run("Test-ClarifaiConnection");

        Assert.Equal(false, Assert.Single(result.Output).BaseObject);
        Assert.Equal(
            "The service redirects to evil.example.com (HTTP 302), which is not followed. " + CheckBaseUrl,
            Assert.Single(result.Warnings));
    }

    [Theory]
    [InlineData(200, "{}", "The server's response (HTTP 200) lacks the API's status code.")]
    [InlineData(200, """{"status":"ok","user":{"id":"alice"}}""", "The server's response (HTTP 200) lacks the API's status code.")]
    [InlineData(200, """{"models":[]}""", "The server's response (HTTP 200) lacks the API's status code.")]
    [InlineData(200, "[]", "The server's response (HTTP 200) lacks the API's status code.")]
    [InlineData(200, "pong", "The server returned HTTP 200: pong.")]
    [InlineData(200, "<html></html>", "The server returned HTTP 200 with a web page, which is not an API response.")]
    [InlineData(404, "<html></html>", "The server returned HTTP 404 with a web page, which is not an API response.")]
    [InlineData(404, """{"detail":"Not Found"}""", """The server returned HTTP 404: {"detail":"Not Found"}.""")]
    public void False_where_another_server_responds(int http, string body, string warning)
    {
        Service.Reply = _ => new StubReply(http, body);

        foreach (string credential in new[] { "-ApiKey", "-PersonalAccessToken" })
        {
            ScriptResult result = Session.Run($"Connect-Clarifai {credential} $key -BaseUri $service; Test-ClarifaiConnection");

            Assert.Equal(false, Assert.Single(result.Output).BaseObject);
            Assert.Equal($"{warning} {CheckBaseUrl}", Assert.Single(result.Warnings));
        }
    }

    [Fact]
    public void False_where_a_token_has_no_user()
    {
        Service.Reply = _ => StubReply.Status(200, 10000, "Ok");

        ScriptResult result = Session.Run(
            "Connect-Clarifai -PersonalAccessToken $key -BaseUri $service; Test-ClarifaiConnection");

        Assert.Equal(false, Assert.Single(result.Output).BaseObject);
        Assert.Equal("The service's response does not contain a user.", Assert.Single(result.Warnings));
    }

    [Fact]
    public void Without_a_connection_it_is_an_error()
    {
        ScriptResult result = Session.Try("Disconnect-Clarifai; Test-ClarifaiConnection");

        Assert.Equal("NotConnected", result.Terminating!.Id());
    }

    [Fact]
    public async Task Ctrl_C_ends_the_request()
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Service.Hold = async (_, ended) =>
        {
            await using CancellationTokenRegistration registration = ended.Register(() => aborted.TrySetResult());
            arrived.TrySetResult();
            await Task.Delay(Timeout.Infinite, ended);
        };
        using System.Management.Automation.PowerShell pipeline = Session.Pipeline("Test-ClarifaiConnection");
        Task running = pipeline.InvokeAsync();
        await arrived.Task.MustEnd();

        pipeline.Stop();

        await pipeline.EndStoppedAsync(running);
        await aborted.Task.MustEnd();
    }

    private IEnumerable<(string Method, string Path, string? Authorization)> Asked() =>
        Service.Requests.Select(request => (request.Method, request.Path, request.Authorization));
}
