using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Connecting;

/// <summary>Without a connection the environment says where to go. Its variables are the process's, so these tests run alone.</summary>
[Collection(nameof(ProcessEnvironment))]
public sealed class EnvironmentTests : IAsyncLifetime
{
    private static readonly string[] Variables =
        ["CLARIFAI_PAT", "CLARIFAI_API_KEY", "CLARIFAI_USER_ID", "CLARIFAI_APP_ID", "CLARIFAI_API_BASE"];

    private readonly Dictionary<string, string?> _before = Variables.ToDictionary(name => name, Environment.GetEnvironmentVariable);
    private readonly ModuleSession _session = new();
    private StubService? _service;

    private StubService Service => _service!;

    public async ValueTask InitializeAsync()
    {
        foreach (string variable in Variables)
        {
            Environment.SetEnvironmentVariable(variable, null);
        }

        _service = await StubService.StartAsync();
        Environment.SetEnvironmentVariable("CLARIFAI_API_BASE", _service.Address.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        foreach ((string variable, string? value) in _before)
        {
            Environment.SetEnvironmentVariable(variable, value);
        }

        _session.Dispose();
        await Service.DisposeAsync();
    }

    [Theory]
    [InlineData("CLARIFAI_PAT", "PersonalAccessToken")]
    [InlineData("CLARIFAI_API_KEY", "ApiKey")]
    public void A_key_in_the_environment_is_a_connection(string variable, string authentication)
    {
        Environment.SetEnvironmentVariable(variable, "from-the-environment");

        _session.Run("Invoke-ClarifaiPredict https://example.com/a.jpg");

        Assert.Equal("Key from-the-environment", Assert.Single(Service.Requests).Authorization);
        Assert.Equal([authentication], _session.Run("Get-ClarifaiConnection").All("Authentication"));
    }

    [Fact]
    public void A_token_wins_over_a_key()
    {
        Environment.SetEnvironmentVariable("CLARIFAI_PAT", "the-token");
        Environment.SetEnvironmentVariable("CLARIFAI_API_KEY", "the-key");

        _session.Run("Invoke-ClarifaiPredict https://example.com/a.jpg");

        Assert.Equal("Key the-token", Assert.Single(Service.Requests).Authorization);
    }

    [Fact]
    public void Blanks_around_a_key_are_not_part_of_it_and_blanks_alone_are_none()
    {
        Environment.SetEnvironmentVariable("CLARIFAI_PAT", "  ");
        Environment.SetEnvironmentVariable("CLARIFAI_API_KEY", " the-key\n");

        _session.Run("Invoke-ClarifaiPredict https://example.com/a.jpg");

        Assert.Equal("Key the-key", Assert.Single(Service.Requests).Authorization);
    }

    [Fact]
    public void User_and_app_of_the_environment_own_the_models()
    {
        Environment.SetEnvironmentVariable("CLARIFAI_PAT", "the-token");
        Environment.SetEnvironmentVariable("CLARIFAI_USER_ID", "alice");
        Environment.SetEnvironmentVariable("CLARIFAI_APP_ID", "photos");

        _session.Run("Invoke-ClarifaiPredict https://example.com/a.jpg -Model birds");

        Assert.Equal("/v2/users/alice/apps/photos/models/birds/outputs", Assert.Single(Service.Requests).Path);
    }

    [Fact]
    public async Task A_change_of_the_environment_is_seen_by_the_next_command()
    {
        await using StubService other = await StubService.StartAsync();
        Environment.SetEnvironmentVariable("CLARIFAI_PAT", "first");
        _session.Run("Invoke-ClarifaiPredict https://example.com/1.jpg");

        Environment.SetEnvironmentVariable("CLARIFAI_PAT", "second");
        _session.Run("Invoke-ClarifaiPredict https://example.com/2.jpg");
        Environment.SetEnvironmentVariable("CLARIFAI_API_BASE", other.Address.ToString());
        _session.Run("Invoke-ClarifaiPredict https://example.com/3.jpg");

        Assert.Equal(["Key first", "Key second"], Service.Requests.Select(request => request.Authorization));
        Assert.Equal(["https://example.com/3.jpg"], other.Captions);
    }

    [Fact]
    public void A_change_that_a_script_makes_is_seen_too()
    {
        _session.Run("$env:CLARIFAI_PAT = 'set-by-script'; Invoke-ClarifaiPredict https://example.com/1.jpg");

        Assert.Equal(["Key set-by-script"], Service.Requests.Select(request => request.Authorization));
    }

    [Fact]
    public void A_connection_that_was_made_wins_over_the_environment_until_it_is_forgotten()
    {
        Environment.SetEnvironmentVariable("CLARIFAI_PAT", "from-the-environment");
        _session.Connect(Service.Address);

        _session.Run("Invoke-ClarifaiPredict https://example.com/1.jpg");
        _session.Run("Disconnect-Clarifai; Invoke-ClarifaiPredict https://example.com/2.jpg");

        Assert.Equal(["Key " + ModuleSession.Key, "Key from-the-environment"], Service.Requests.Select(request => request.Authorization));
    }

    [Fact]
    public void An_address_that_is_none_is_an_error_that_ends_the_command()
    {
        Environment.SetEnvironmentVariable("CLARIFAI_PAT", "the-token");
        Environment.SetEnvironmentVariable("CLARIFAI_API_BASE", "ftp://example.com");

        ScriptResult result = _session.Try("Invoke-ClarifaiPredict https://example.com/a.jpg");

        Assert.Equal("NotConnected", result.Terminating!.Id());
    }

    [Fact]
    public void Plain_http_to_another_machine_is_refused_here_too()
    {
        Environment.SetEnvironmentVariable("CLARIFAI_PAT", "the-token");
        Environment.SetEnvironmentVariable("CLARIFAI_API_BASE", "http://api.example.com");

        ScriptResult result = _session.Try("Invoke-ClarifaiPredict https://example.com/a.jpg");

        Assert.Equal("NotAuthenticated", result.Terminating!.Id());
    }

    [Theory]
    [InlineData("Invoke-ClarifaiPredict https://example.com/a.jpg")]
    [InlineData("Test-ClarifaiConnection")]
    public void Without_any_connection_one_error_names_both_ways_on(string script)
    {
        ScriptResult result = _session.Try(script);

        Assert.Empty(result.Errors);
        Assert.Equal("NotConnected", result.Terminating!.Id());
        Assert.Equal(
            "Not connected. Either connect with a key: Connect-Clarifai -ApiKey (Read-Host -AsSecureString), "
            + "or use the local engine, which needs no account: Connect-Clarifai -Local. "
            + "The environment variables CLARIFAI_PAT and CLARIFAI_API_KEY work as well.",
            result.Terminating!.Exception.Message);
    }

    [Fact]
    public void Without_any_connection_no_input_is_read()
    {
        ScriptResult result = _session.Try(
            "$read = 0; 1..3 | ForEach-Object { $script:read++; \"https://example.com/$_.jpg\" } | Invoke-ClarifaiPredict");

        Assert.Equal("NotConnected", result.Terminating!.Id());
        Assert.Equal(0, _session.Get("read"));
    }

    [Fact]
    public void Get_ClarifaiConnection_without_any_emits_nothing()
    {
        ScriptResult result = _session.Run("Get-ClarifaiConnection");

        Assert.Empty(result.Output);
    }
}
