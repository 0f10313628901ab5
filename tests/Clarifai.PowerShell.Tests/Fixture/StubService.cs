using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Clarifai.PowerShell.Tests.Fixture;

/// <summary>A service on loopback that keeps what it is sent and answers as the test says; by default with each input's caption.</summary>
internal sealed class StubService : IAsyncDisposable
{
    private readonly ConcurrentQueue<ReceivedRequest> _requests = [];
    private readonly WebApplication _app;

    private StubService(WebApplication app) => _app = app;

    public static async Task<StubService> StartAsync(X509Certificate2? certificate = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0, address =>
            {
                if (certificate is not null)
                {
                    address.UseHttps(certificate);
                }
            });
        });
        WebApplication app = builder.Build();
        var service = new StubService(app);
        app.Run(service.HandleAsync);
        await app.StartAsync();
        return service;
    }

    public Uri Address => _app.Address();

    /// <summary>The requests so far, in the order in which they arrived.</summary>
    public IReadOnlyList<ReceivedRequest> Requests => [.. _requests];

    /// <summary>The inputs of all requests, in the order in which they arrived.</summary>
    public IReadOnlyList<ReceivedInput> Inputs => [.. _requests.SelectMany(request => request.Inputs)];

    public IReadOnlyList<string> Captions => [.. Inputs.Select(input => input.Caption)];

    /// <summary>The code of an input, 10000 by default.</summary>
    public Func<ReceivedInput, int> Code { get; set; } = _ => 10000;

    /// <summary>What the model says of an input, as JSON.</summary>
    public Func<ReceivedInput, string> Data { get; set; } = StubReply.Echo;

    /// <summary>A reply in place of one output an input; null for that.</summary>
    public Func<ReceivedRequest, StubReply?> Reply { get; set; } = _ => null;

    /// <summary>What an answer waits for.</summary>
    public Func<ReceivedRequest, CancellationToken, Task> Hold { get; set; } = (_, _) => Task.CompletedTask;

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var request = new ReceivedRequest(
            context.Request.Method,
            context.Request.Path.Value + context.Request.QueryString.Value,
            context.Request.Headers.Authorization.SingleOrDefault(),
            await reader.ReadToEndAsync(context.RequestAborted));
        _requests.Enqueue(request);
        await Hold(request, context.RequestAborted);
        StubReply reply = Reply(request)
            ?? (request.Method == "GET" ? StubReply.Accepted : StubReply.Outputs(request, Code, Data));
        context.Response.StatusCode = reply.HttpStatus;
        context.Response.Headers.Location = reply.Location;
        context.Response.Headers.RetryAfter = reply.RetryAfter?.ToString(CultureInfo.InvariantCulture);
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(reply.Body, context.RequestAborted);
    }
}
