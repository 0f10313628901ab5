using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Clarifai.PowerShell.Tests.Fixture;

/// <summary>An HTTP proxy on loopback that keeps what it is asked for and passes it on to one service, whatever host was named.</summary>
internal sealed class RecordingProxy : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Target, string? Authorization)> _requests = [];
    private readonly HttpClient _onward = new(new SocketsHttpHandler { UseProxy = false });
    private readonly WebApplication _app;
    private readonly Uri _service;

    private RecordingProxy(WebApplication app, Uri service)
    {
        _app = app;
        _service = service;
    }

    public static async Task<RecordingProxy> StartAsync(Uri service)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        WebApplication app = builder.Build();
        var proxy = new RecordingProxy(app, service);
        app.Run(proxy.HandleAsync);
        await app.StartAsync();
        return proxy;
    }

    public Uri Address => _app.Address();

    /// <summary>True where a request without credentials is answered with 407.</summary>
    public bool WantsCredentials { get; set; }

    /// <summary>The target and the Proxy-Authorization of each request, as they stood in it.</summary>
    public IReadOnlyList<(string Target, string? Authorization)> Requests => [.. _requests];

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _onward.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        string? authorization = context.Request.Headers.ProxyAuthorization.SingleOrDefault();
        _requests.Enqueue((target, authorization));
        if (WantsCredentials && authorization is null)
        {
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            context.Response.StatusCode = StatusCodes.Status407ProxyAuthenticationRequired;
            context.Response.Headers.ProxyAuthenticate = "Basic realm=\"tests\"";
            return;
        }

        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(_service, new Uri(target).PathAndQuery));
        request.Headers.TryAddWithoutValidation("Authorization", context.Request.Headers.Authorization.ToArray());
        if (context.Request.ContentLength > 0)
        {
            request.Content = new StreamContent(context.Request.Body);
        }

        using HttpResponseMessage response = await _onward.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
