using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Clarifai.Local.Tests;

/// <summary>A web server on loopback that inputs are downloaded from.</summary>
internal sealed class PictureHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Dictionary<string, RequestDelegate> _answers = new(StringComparer.Ordinal);

    private PictureHost()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(
            kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http1));
        _app = builder.Build();
        _app.Run(context => _answers[context.Request.Path.Value!](context));
    }

    public int Port => new Uri(_app.Urls.Single()).Port;

    public static async Task<PictureHost> StartAsync()
    {
        var host = new PictureHost();
        await host._app.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    public string Serve(byte[] content) => Serve(context =>
    {
        context.Response.ContentLength = content.Length;
        return context.Response.Body.WriteAsync(content).AsTask();
    });

    public string Serve(RequestDelegate answer)
    {
        string path = $"/{_answers.Count}";
        _answers.Add(path, answer);
        return $"http://127.0.0.1:{Port}{path}";
    }

    public string Redirect(string location) => Serve(context =>
    {
        context.Response.Redirect(location);
        return Task.CompletedTask;
    });

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
