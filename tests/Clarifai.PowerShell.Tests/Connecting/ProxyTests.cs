using System.Diagnostics;
using System.Management.Automation;
using System.Text;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Connecting;

/// <summary>Requests that go through a proxy, as the proxy sees them.</summary>
public sealed class ProxyTests : ConnectedTest
{
    private const string Remedy =
        "Check the proxy: Connect-Clarifai -Proxy, or the system's settings (such as the environment variable HTTPS_PROXY). "
        + "-NoProxy bypasses it.";

    [Fact]
    public async Task Requests_go_through_the_proxy_that_is_named()
    {
        await using RecordingProxy proxy = await RecordingProxy.StartAsync(Service.Address);
        Session.Set("proxy", proxy.Address);

        ScriptResult result = Session.Run(
            "Connect-Clarifai -ApiKey $key -BaseUri $service -Proxy $proxy; $input | Invoke-ClarifaiPredict", SampleFile.Picture("cat"));

        Assert.Equal(["cat"], result.Names);
        Assert.Equal([($"{Service.Address}v2/models/aaa03c23b3724a16a56b629203edc62c/outputs", null)], proxy.Requests);
        Assert.Equal("Key " + ModuleSession.Key, Assert.Single(Service.Requests).Authorization);
    }

    [Theory]
    [InlineData("http://hunter2@proxy.example.com")]
    [InlineData("http://user:hunter2@proxy.example.com:8080")]
    public void A_login_in_the_proxys_URL_is_refused_without_being_shown(string proxy)
    {
        Session.Set("proxy", proxy);

        ScriptResult result = Session.Try("Connect-Clarifai -ApiKey $key -BaseUri $service -Proxy $proxy");

        Assert.Contains("Put the login into -ProxyCredential", result.Terminating!.Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", result.Terminating!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_in_the_environments_proxy_is_used()
    {
        await using RecordingProxy proxy = await RecordingProxy.StartAsync(Service.Address);
        proxy.WantsCredentials = true;

        await RunAsync(new UriBuilder(proxy.Address) { UserName = "alice", Password = "open" }.Uri, "");

        string basic = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("alice:open"));
        Assert.Equal([null, basic], proxy.Requests.Select(request => request.Authorization));
        Assert.Equal(["https://example.com/cat.jpg"], Service.Captions);
    }

    [Theory]
    [InlineData("ftp://hunter2@proxy.example.com")]
    [InlineData("proxy.example.com:8080")]
    [InlineData("proxy.example.com")]
    [InlineData("http:///")]
    public void What_is_no_URL_of_a_proxy_is_refused_without_being_shown(string proxy)
    {
        Session.Set("proxy", proxy);

        ScriptResult result = Session.Try("Connect-Clarifai -ApiKey $key -BaseUri $service -Proxy $proxy");

        string message = result.Terminating!.Exception.Message;
        Assert.Matches("^ParameterArgument(Validation|Transformation)Error|^CannotConvertArgument", result.Terminating!.Id());
        Assert.DoesNotContain("hunter2", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_that_asks_for_credentials_is_given_them_and_the_request_again()
    {
        await using RecordingProxy proxy = await RecordingProxy.StartAsync(Service.Address);
        proxy.WantsCredentials = true;
        Session.Set("proxy", proxy.Address);
        Session.Set("credential", new PSCredential("alice", ModuleSession.Secret("open sesame")));

        ScriptResult result = Session.Run(
            "Connect-Clarifai -ApiKey $key -BaseUri $service -Proxy $proxy -ProxyCredential $credential; $input | Invoke-ClarifaiPredict",
            SampleFile.Picture("cat"));

        Assert.Equal(["cat"], result.Names);
        string basic = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("alice:open sesame"));
        Assert.Equal([null, basic], proxy.Requests.Select(request => request.Authorization));
        Assert.Single(Service.Requests);
    }

    [Fact]
    public async Task A_proxy_that_lets_nobody_through_is_no_answer_of_the_service()
    {
        await using RecordingProxy proxy = await RecordingProxy.StartAsync(Service.Address);
        proxy.WantsCredentials = true;
        Session.Set("proxy", proxy.Address);

        ScriptResult result = Session.Try(
            "Connect-Clarifai -ApiKey $key -BaseUri $service -Proxy $proxy; $input | Invoke-ClarifaiPredict", SampleFile.Picture("cat"));

        Assert.Equal("NotAuthenticated", result.Terminating!.Id());
        Assert.Contains("-ProxyCredential", result.Terminating!.Exception.Message, StringComparison.Ordinal);
        Assert.Single(proxy.Requests);
        Assert.Empty(Service.Requests);
    }

#if !DESKTOP // Only the .NET Framework's handler tells the desktop assembly which hop failed.
    [Fact]
    public async Task A_proxy_that_is_not_there_is_named()
    {
        RecordingProxy proxy = await RecordingProxy.StartAsync(Service.Address);
        string authority = proxy.Address.Authority;
        await proxy.DisposeAsync();
        Session.Set("proxy", $"http://{authority}");

        ScriptResult result = Session.Try(
            "Connect-Clarifai -ApiKey $key -BaseUri $service -Proxy $proxy; $input | Invoke-ClarifaiPredict -MaximumRetryCount 0",
            SampleFile.Picture("cat"));

        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("ConnectionFailed", error.Id());
        Assert.StartsWith($"The proxy at {authority} could not be reached: ", error.Exception.Message, StringComparison.Ordinal);
        Assert.EndsWith(Remedy, error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(Remedy, error.ErrorDetails.RecommendedAction);
        Assert.StartsWith(
            $"The proxy at {authority} could not be reached: ",
            Assert.Single(Session.Run("Test-ClarifaiConnection").Warnings),
            StringComparison.Ordinal);
    }
#endif

    [Fact]
    public async Task A_proxy_that_does_not_reach_the_service_is_named()
    {
        await using RecordingProxy proxy = await RecordingProxy.StartAsync(Service.Address);
        Session.Set("proxy", proxy.Address);

        // It has no tunnel to offer.
        ScriptResult result = Session.Run(
            "Connect-Clarifai -ApiKey $key -BaseUri https://clarifai.invalid -Proxy $proxy -AllowUnencryptedAuthentication; "
            + "Test-ClarifaiConnection");

        string warning = Assert.Single(result.Warnings);
        Assert.StartsWith(
            $"The service at clarifai.invalid could not be reached through the proxy at {proxy.Address.Authority}: ",
            warning,
            StringComparison.Ordinal);
        Assert.EndsWith(Remedy, warning, StringComparison.Ordinal);
    }

#if !DESKTOP // Only the .NET Framework's handler tells the desktop assembly which hop failed.
    [Fact]
    public async Task The_environments_proxy_that_is_not_there_is_named()
    {
        RecordingProxy proxy = await RecordingProxy.StartAsync(Service.Address);
        Uri address = proxy.Address;
        await proxy.DisposeAsync();

        Assert.StartsWith(
            $"ConnectionFailed,Clarifai.PowerShell.Commands.InvokeClarifaiPredictCommand: The proxy at {address.Authority} could not be",
            await RunAsync(address, ""),
            StringComparison.Ordinal);
    }
#endif

    [Fact]
    public async Task Without_a_word_about_it_the_environments_proxy_is_used()
    {
        await using RecordingProxy proxy = await RecordingProxy.StartAsync(Service.Address);

        await RunAsync(proxy.Address, "");

        Assert.Equal([("http://clarifai.invalid/v2/models/aaa03c23b3724a16a56b629203edc62c/outputs", null)], proxy.Requests);
        Assert.Equal(["https://example.com/cat.jpg"], Service.Captions);
    }

    [Fact]
    public async Task NoProxy_goes_straight_to_the_service_whatever_the_environment_says()
    {
        await using RecordingProxy proxy = await RecordingProxy.StartAsync(Service.Address);

        Assert.Contains("ConnectionFailed", await RunAsync(proxy.Address, "-NoProxy"), StringComparison.Ordinal);

        Assert.Empty(proxy.Requests);
        Assert.Empty(Service.Requests);
    }

    [Theory]
    [InlineData("-NoProxy -Proxy http://127.0.0.1:9")]
    [InlineData("-NoProxy -ProxyUseDefaultCredentials")]
    [InlineData("-Proxy http://127.0.0.1:9 -ProxyCredential $credential -ProxyUseDefaultCredentials")]
    public void Parameters_that_contradict_each_other_are_refused(string parameters)
    {
        Session.Set("credential", new PSCredential("alice", ModuleSession.Secret("open sesame")));

        Assert.Equal("ProxyParametersConflict", Session.Try($"Connect-Clarifai -ApiKey $key {parameters}").Terminating!.Id());
    }

    // The environment's proxy is read once a process, and never used for this machine: a process of its own asks a host that is nowhere.
    private static async Task<string> RunAsync(Uri proxy, string parameters)
    {
        using var shell = ShellProcess.Start(
            $$"""
            $key = [Net.NetworkCredential]::new('', 'any-key').SecurePassword
            Connect-Clarifai -ApiKey $key -BaseUri http://clarifai.invalid -AllowUnencryptedAuthentication {{parameters}}
            try { Invoke-ClarifaiPredict https://example.com/cat.jpg -MaximumRetryCount 0 -ErrorAction Stop | ForEach-Object Name }
            catch { "$($_.FullyQualifiedErrorId): $($_.Exception.Message)" }
            """,
            (ProcessStartInfo start) =>
            {
                start.Environment["http_proxy"] = proxy.ToString();
                start.Environment.Remove("no_proxy");
                start.Environment.Remove("NO_PROXY");
            });
        string line = await shell.ReadLineAsync() ?? "";
        Assert.Equal(0, await shell.WaitForExitAsync());
        return line;
    }
}
