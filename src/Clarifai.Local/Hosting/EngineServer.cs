using System.Net;
using Clarifai.Local.Inference;
using Clarifai.Local.Protocol;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Console;

namespace Clarifai.Local.Hosting;

/// <summary>The running engine: a web server on loopback and the models behind it.</summary>
internal sealed class EngineServer : IAsyncDisposable
{
    // Whoever wanted the answers that are still being worked on has gone.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromMilliseconds(100);

    private readonly WebApplication _app;
    private readonly ModelCatalogue _catalogue;
    private readonly PictureDownloader _downloader;
    private readonly Predictor _predictor;

    private EngineServer(EngineSettings settings)
    {
        _catalogue = ModelCatalogue.Open(settings.ModelsFolder);
        _app = BuildApp(settings);
        _downloader = new PictureDownloader(settings.Limits.MaximumImageBytes, settings.DownloadTimeout);
        _predictor = new Predictor(_downloader, Log<Predictor>());
        AddChecks(settings);
        AddRoutes(settings.Limits);
    }

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single());

    public static async Task<EngineServer> StartAsync(EngineSettings settings)
    {
        var server = new EngineServer(settings);
        try
        {
            // The model is read while the web server starts; a request that comes first waits for it.
            _ = server._catalogue.Default.Network;
            await server._catalogue.LoadAddedAsync();
            await server._app.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public void Stop() => _app.Lifetime.StopApplication();

    public Task WaitForStopAsync() => _app.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _predictor.DisposeAsync();
        _downloader.Dispose();
        await _catalogue.DisposeAsync();
    }

    /// <summary>Starts from nothing: no settings file of the current directory and no variable of the environment opens another address.</summary>
    private static WebApplication BuildApp(EngineSettings settings)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SetMinimumLevel(settings.LogLevel).AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.Services.AddSingleton<IHostLifetime, SignalLifetime>();
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;

            // Enforced where the body is read, so that the client gets an answer and not a closed connection.
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, settings.Port, endpoint => endpoint.Protocols = HttpProtocols.Http1);
        });
        return builder.Build();
    }

    private void AddChecks(EngineSettings settings)
    {
        Use(new RequestLog(Log<RequestLog>()).InvokeAsync);
        Use(new FailureAnswers(Log<FailureAnswers>(), _app.Lifetime.ApplicationStopping).InvokeAsync);
        Use(HostHeaderCheck.InvokeAsync);
        Use(new KeyCheck(settings.Key).InvokeAsync);
        _ = _app.UseRouting();
    }

    private void AddRoutes(ServiceLimits limits)
    {
        var predict = new PredictEndpoint(_catalogue, _predictor, limits, TimeProvider.System, Log<PredictEndpoint>(), _app.Lifetime.ApplicationStopping);
        var catalogue = new CatalogueEndpoint(_catalogue, limits);
        var workflows = new WorkflowEndpoint(
            new WorkflowCatalogue(_catalogue), _predictor, limits, TimeProvider.System, Log<WorkflowEndpoint>(), _app.Lifetime.ApplicationStopping);
        EngineRoutes.Map(_app, predict, catalogue, workflows);
    }

    private void Use(Func<HttpContext, RequestDelegate, Task> middleware) => _app.Use(middleware);

    private ILogger<T> Log<T>() => _app.Services.GetRequiredService<ILogger<T>>();
}
