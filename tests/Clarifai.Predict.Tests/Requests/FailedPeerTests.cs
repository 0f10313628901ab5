using System.Net;

namespace Clarifai.Tests;

/// <summary>An error names who failed: the proxy where it answers requests itself, else the service; the same for every request.</summary>
public sealed class FailedPeerTests
{
    public static TheoryData<string?, bool> Failures => new()
    {
        { null, true },
        { null, false },
        { "", true },
        { "", false },
        { "SSH-2.0-OpenSSH_9.0\r\n", true },
        { "SSH-2.0-OpenSSH_9.0\r\n", false },
        { "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{", true },
        { "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{", false },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Who_closes_the_connection_or_sends_garbage_was_reached_and_is_named(string? sent, bool isProxy)
    {
        await using var server = new HostileServer(exchange => sent is null ? ResetAsync(exchange) : exchange.BreakOffAsync(sent));
        using ClarifaiClient client = NewClient(server.Address, isProxy);
        string peer = $"{(isProxy ? "proxy" : "service")} at {server.Address.Authority}";
        ErrorCause cause = isProxy ? ErrorCause.ProxyUnreachable : ErrorCause.None;
        foreach (PredictInput input in new[] { Pictures.AtAddress(0), Pictures.InMemory(0, 5_000_000) })
        {
            AssertNames(await Assert.ThrowsAsync<ClarifaiException>(() => client.PredictAsync(
                ModelReference.Parse("m"), [input], cancellationToken: TestContext.Current.CancellationToken)));
        }

        AssertNames(await Assert.ThrowsAsync<ClarifaiException>(() => client.CheckAsync(TestContext.Current.CancellationToken)));

        void AssertNames(ClarifaiException error)
        {
            Assert.Contains(peer, error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("could not be reached", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("service.example", error.Message, StringComparison.Ordinal);
#if !DESKTOP // Windows PowerShell's handler reports fewer details.
            Assert.Equal(cause, error.Cause);
#endif
        }
    }

    [Fact]
    public async Task A_proxy_that_opens_no_tunnel_does_not_reach_the_service()
    {
        await using var server = new HostileServer(exchange => exchange.BreakOffAsync(""));
        using var client = new ClarifaiClient(Asking.Options() with { Proxy = new ProxyOptions { Address = server.Address } });

        ClarifaiException error = await Assert.ThrowsAsync<ClarifaiException>(
            () => client.CheckAsync(TestContext.Current.CancellationToken));

        Assert.StartsWith(
            $"The service at api.clarifai.com could not be reached through the proxy at {server.Address.Authority}: ",
            error.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(503, ErrorId.ConnectionFailed)]
    [InlineData(407, ErrorId.NotAuthenticated)]
    public async Task A_tunnel_that_is_refused_lacks_a_login_only_if_its_status_says_so(int status, ErrorId id)
    {
        await using var server = new HostileServer(exchange => exchange.AnswerAsync(status, ""));
        using var client = new ClarifaiClient(
            Asking.Options() with { Proxy = new ProxyOptions { Address = new Uri(server.Address, "/407") } });

        ClarifaiException error = await Assert.ThrowsAsync<ClarifaiException>(
            () => client.CheckAsync(TestContext.Current.CancellationToken));

        Assert.Equal(id, error.ErrorId);
    }

    [Theory]
    [InlineData(false, "The proxy requires authentication (HTTP 407).")]
    [InlineData(true, "The proxy rejected the credentials (HTTP 407).")]
    public async Task A_proxy_that_asks_for_a_login_tells_whether_it_was_sent_one(bool hasLogin, string message)
    {
        await using var server = new HostileServer(
            exchange => exchange.AnswerAsync(407, "<html>", "Proxy-Authenticate: Basic realm=\"proxy\""));
        NetworkCredential? login = hasLogin ? new NetworkCredential("alice", "hunter2") : null;
        using ClarifaiClient client = NewClient(server.Address, isProxy: true, login);

        ClarifaiException error = await Assert.ThrowsAsync<ClarifaiException>(
            () => client.CheckAsync(TestContext.Current.CancellationToken));

        Assert.Equal((ErrorId.NotAuthenticated, ErrorCause.ProxyLogin, message), (error.ErrorId, error.Cause, error.Message));
        Assert.Equal(hasLogin ? 2 : 1, server.Requests.Count);
    }

    [Fact]
    public async Task Without_a_proxy_nobody_asks_for_its_login()
    {
        await using var server = new HostileServer(exchange => exchange.AnswerAsync(407, "<html>"));
        using ClarifaiClient client = server.NewClient();

        ClarifaiException error = await Assert.ThrowsAnyAsync<ClarifaiException>(
            () => client.CheckAsync(TestContext.Current.CancellationToken));

        Assert.Equal(ErrorCause.NotTheService, error.Cause);
        Assert.Equal("The server returned HTTP 407 with a web page, which is not an API response.", error.Message);
    }

    private static Task ResetAsync(Exchange exchange)
    {
        exchange.Reset();
        return Task.CompletedTask;
    }

    private static ClarifaiClient NewClient(Uri server, bool isProxy, NetworkCredential? login = null) => new(Asking.Options() with
    {
        BaseUri = isProxy ? new Uri("http://service.example/") : server,
        AllowUnencryptedAuthentication = true,
        Proxy = isProxy ? new ProxyOptions { Address = server, Credentials = login } : ProxyOptions.None,
    });
}
