using System.Net;
using System.Net.Http.Headers;

namespace Clarifai.Local.Tests;

/// <summary>Only the process that started the engine, which knows the key, gets answers.</summary>
public sealed class AccessTests(RunningEngine engine)
{
    [Theory]
    [InlineData("/v2/models")]
    [InlineData("/nonsense")]
    public async Task A_request_without_a_key_is_refused(string path) =>
        (await SendAsync(path, null)).AssertRejected(HttpStatusCode.Unauthorized, StatusCodes.KeyNotFound);

    [Fact]
    public async Task Another_scheme_carries_no_key() =>
        (await SendAsync("/v2/models", new AuthenticationHeaderValue("Bearer", EngineClient.Key)))
            .AssertRejected(HttpStatusCode.Unauthorized, StatusCodes.KeyNotFound);

    [Theory]
    [InlineData("wrong")]
    [InlineData(EngineClient.Key + "0")]
    [InlineData("1123456789abcdef0123456789abcdef")]
    public async Task A_wrong_key_is_refused(string key) =>
        (await SendAsync("/v2/models", new AuthenticationHeaderValue("Key", key)))
            .AssertRejected(HttpStatusCode.Unauthorized, StatusCodes.KeyInvalid);

    [Fact]
    public async Task The_key_opens() =>
        Assert.Equal(StatusCodes.Success, (await SendAsync("/v2/models", new AuthenticationHeaderValue("Key", EngineClient.Key))).Code);

    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:{0}")]
    [InlineData("127.0.0.1.evil.example:{0}")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:1")]
    public async Task A_foreign_host_is_refused_whatever_the_key(string host) =>
        (await SendToHostAsync(engine.Client, host)).AssertRejected(HttpStatusCode.BadRequest, StatusCodes.InvalidRequest);

    [Theory]
    [InlineData("127.0.0.1:{0}")]
    [InlineData("LocalHost:{0}")]
    [InlineData("[::1]:{0}")]
    public async Task The_names_of_loopback_are_taken(string host) =>
        Assert.Equal(StatusCodes.Success, (await SendToHostAsync(engine.Client, host)).Code);

    [Fact]
    public async Task No_other_site_may_read_an_answer()
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/v2/models");
        request.Headers.Add("Origin", "https://evil.example");
        request.Headers.Add("Access-Control-Request-Method", "GET");
        using HttpResponseMessage response = await engine.Client.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.DoesNotContain(response.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}")]
    [InlineData("http://localhost:{0}")]
    [InlineData("https://localhost:{0}")]
    public async Task The_engines_own_page_may_call(string origin) =>
        Assert.Equal(StatusCodes.Success, (await SendFromAsync(engine.Client, origin)).Code);

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("http://127.0.0.1.evil.example:{0}")]
    [InlineData("null")]
    [InlineData("file://")]
    public async Task The_page_of_another_site_may_not(string origin) =>
        (await SendFromAsync(engine.Client, origin)).AssertRejected(HttpStatusCode.Forbidden, StatusCodes.InvalidRequest);

    [Theory]
    [InlineData(true, "engine.example")]
    [InlineData(true, "ENGINE.example:8443")]
    [InlineData(true, "b.example:8443")]
    [InlineData(true, "127.0.0.1:{0}")]
    [InlineData(false, "b.example")]
    [InlineData(false, "b.example:8444")]
    [InlineData(false, "www.engine.example")]
    public async Task Further_hosts_are_allowed_by_name(bool allowed, string host)
    {
        await using EngineClient client = await EngineClient.StartAsync(
            settings => settings with { AllowedHosts = ["engine.example", "b.example:8443"] });

        EngineAnswer answer = await SendToHostAsync(client, host);
        EngineAnswer fromItsPage = await SendFromAsync(client, "https://" + host);

        Assert.Equal(allowed ? StatusCodes.Success : StatusCodes.InvalidRequest, answer.Code);
        Assert.Equal(allowed ? StatusCodes.Success : StatusCodes.InvalidRequest, fromItsPage.Code);
    }

    [Fact]
    public async Task Whether_the_engine_lives_is_told_without_a_key()
    {
        using var http = new HttpClient { BaseAddress = engine.Client.Http.BaseAddress };

        string answer = await http.GetStringAsync("/healthz", TestContext.Current.CancellationToken);

        Assert.Equal($$"""{"status":"ok","version":"{{EngineVersion.Current}}"}""", answer);
    }

    [Theory]
    [InlineData("10.1.2.3:8080")]
    [InlineData("engines.photos.svc")]
    public async Task A_health_probe_is_answered_under_any_name_and_told_nothing_else(string host)
    {
        using var http = new HttpClient { BaseAddress = engine.Client.Http.BaseAddress };
        using var probe = new HttpRequestMessage(HttpMethod.Get, "/healthz");
        probe.Headers.Host = host;

        using HttpResponseMessage answer = await http.SendAsync(probe, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(
            """{"status":"ok"}""", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        (await SendToHostAsync(engine.Client, host)).AssertRejected(HttpStatusCode.BadRequest, StatusCodes.InvalidRequest);
    }

    private static Task<EngineAnswer> SendFromAsync(EngineClient client, string origin)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/v2/models");
        request.Headers.Add("Origin", WithPort(client, origin));
        return client.SendAsync(request);
    }

    private static Task<EngineAnswer> SendToHostAsync(EngineClient client, string host)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/v2/models");
        request.Headers.Host = WithPort(client, host);
        return client.SendAsync(request);
    }

    private static string WithPort(EngineClient client, string text) =>
        text.Replace("{0}", $"{client.Http.BaseAddress!.Port}", StringComparison.Ordinal);

    private async Task<EngineAnswer> SendAsync(string path, AuthenticationHeaderValue? credentials)
    {
        using var http = new HttpClient { BaseAddress = engine.Client.Http.BaseAddress };
        http.DefaultRequestHeaders.Authorization = credentials;
        using HttpResponseMessage response = await http.GetAsync(path, TestContext.Current.CancellationToken);
        return await EngineAnswer.ReadAsync(response);
    }
}
