using Clarifai.Local.Inference;
using Clarifai.Local.Protocol;
using Clarifai.Local.Storage;
using Clarifai.Local.Training;
using Clarifai.Local.Video;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging.Console;

namespace Clarifai.Local.Hosting;

/// <summary>The running engine: a web server and the models behind it.</summary>
internal sealed class EngineServer : IAsyncDisposable
{
    // The time for connections to close after the last request.
    private static readonly TimeSpan CloseTime = TimeSpan.FromMilliseconds(100);

    // The interval at which a slow start logs what it is waiting for.
    private static readonly TimeSpan SlowStart = TimeSpan.FromSeconds(5);

    // The memory for bodies, in multiples of the largest one.
    private const int LargestBodiesAtOnce = 4;

    private readonly CancellationTokenSource _ended = new();
    private readonly TimeSpan _finishTime;
    private readonly WebApplication _app;
    private readonly IHostApplicationLifetime _lifetime;
    private readonly ModelCatalogue _catalogue;
    private readonly WorkflowCatalogue _workflows;
    private readonly InputFetcher _fetcher;
    private readonly VideoPredictor _videos;
    private readonly Predictor _predictor;
    private readonly Database? _data;
    private readonly Trainer? _trainer;
    private Task _warmingUp = Task.CompletedTask;

    private EngineServer(EngineSettings settings, WebApplication app, ModelCatalogue catalogue)
    {
        _app = app;
        _catalogue = catalogue;
        _workflows = new WorkflowCatalogue(catalogue);
        _lifetime = _app.Lifetime;
        _fetcher = new InputFetcher(settings.PublicUrlsOnly);
        _videos = new VideoPredictor(_fetcher, settings.Limits, settings.Videos);
        var pictures = new PictureDownloader(_fetcher, settings.Limits.MaximumImageBytes, settings.DownloadTimeout);
        _predictor = new Predictor(pictures, _videos, Log<Predictor>());
        _data = settings.DataFolder is { } folder ? new Database(folder) : null;
        _trainer = _data is null ? null : new Trainer(_data, catalogue, TimeProvider.System, Log<Trainer>());
        _finishTime = settings.FinishTime;
        AddChecks(settings);
        AddRoutes(settings);
    }

    public IReadOnlyList<ServedModel> Models => _catalogue.Models;

    public IReadOnlyList<Workflow> Workflows => _workflows.Workflows;

    public Uri Address => new(_app.Urls.Single());

    public static async Task<EngineServer> StartAsync(EngineSettings settings)
    {
        // The model folders are read while the web server is built.
        var work = new ModelsInWork();
        Task<ModelCatalogue> opening = Task.Run(() => ModelCatalogue.Open(settings.ModelsFolder, work));
        WebApplication app = BuildApp(settings);
        ILogger log = app.Services.GetRequiredService<ILogger<EngineServer>>();
        await using var slow = new Timer(
            _ => log.LogWarning("The engine is not ready yet: it is loading {Models}.", work), null, SlowStart, SlowStart);
        ModelCatalogue catalogue;
        try
        {
            catalogue = await opening;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        var server = new EngineServer(settings, app, catalogue);
        try
        {
            await catalogue.LoadAddedAsync(work);
            await server._app.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Logs what the operator should change.</summary>
    public void Warn(string warning) => Log<EngineServer>().LogWarning("{Warning}", warning);

    /// <summary>
    /// Starts loading the most used model. A request for it meanwhile waits for the same load; an error is logged and returned by requests
    /// for the model.
    /// </summary>
    public void WarmUp() => _warmingUp = WarmUpAsync();

    /// <summary>
    /// Stops everything at once: the clients waiting for answers are gone. May be called at any time, even after the engine has stopped.
    /// </summary>
    public void StopNow()
    {
        try
        {
            _ended.Cancel();
            _lifetime.StopApplication();
        }
        catch (ObjectDisposedException)
        {
            // It has stopped.
        }
    }

    /// <summary>Waits until the engine is asked to stop, and then until the running requests are answered or their time is over.</summary>
    public async Task WaitForStopAsync()
    {
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (_lifetime.ApplicationStopping.Register(stopping.SetResult))
        {
            await stopping.Task;
        }

        Log<EngineServer>().LogInformation(
            "The engine stops when the running requests are answered, or after {Seconds} seconds.", _finishTime.TotalSeconds);
        _ended.CancelAfter(_finishTime);
        using var closing = new CancellationTokenSource();
        await using CancellationTokenRegistration end = _ended.Token.Register(() => closing.CancelAfter(CloseTime));
        await _app.StopAsync(closing.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _warmingUp;
        if (_trainer is not null)
        {
            await _trainer.DisposeAsync();
        }

        await _app.DisposeAsync();
        await _videos.DisposeAsync();
        await _predictor.DisposeAsync();
        _fetcher.Dispose();
        await _catalogue.DisposeAsync();
        _ended.Dispose();
    }

    private async Task WarmUpAsync()
    {
        ILogger<EngineServer> log = Log<EngineServer>();
        ServedModel model = _catalogue.Default;
        try
        {
            _ = await ModelLoading.LoadAsync(model, log, _ended.Token);
            log.LogInformation("Model {Name} is loaded.", model.Folder.Manifest.Name);
        }
        catch (RequestRejectedException)
        {
            // It has already been logged.
        }
        catch (OperationCanceledException)
        {
            // The engine is stopping.
        }
    }

    /// <summary>Built from scratch: no settings file and no environment variable can open another address.</summary>
    private static WebApplication BuildApp(EngineSettings settings)
    {
        var options = new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory };
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(options);
        builder.Logging.SetMinimumLevel(settings.LogLevel).AddFilter("Microsoft", LogLevel.Warning);
        _ = settings.LogJson
            ? builder.Logging.AddJsonConsole(console => console.UseUtcTimestamp = true)
            : builder.Logging.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.ColorBehavior = LoggerColorBehavior.Disabled;
            });
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Timeout.InfiniteTimeSpan);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<IHostLifetime, SignalLifetime>();
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;

            // Enforced while reading the body, so that the client gets a response instead of a closed connection.
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(settings.Listen, settings.Port, endpoint =>
            {
                endpoint.Protocols = HttpProtocols.Http1;
                if (settings.Certificates is [var own, .. var signers])
                {
                    _ = endpoint.UseHttps(new HttpsConnectionAdapterOptions
                    {
                        ServerCertificate = own,
                        ServerCertificateChain = [.. signers],
                    });
                }
            });
        });
        return builder.Build();
    }

    private void AddChecks(EngineSettings settings)
    {
        Use(new RequestLog(Log<RequestLog>()).InvokeAsync);
        Use(new FailureAnswers(Log<FailureAnswers>(), _ended.Token).InvokeAsync);
        Use(new HostCheck(new AllowedHosts(settings.Listen, settings.AllowedHosts)).InvokeAsync);
        Use(new OpenPages().InvokeAsync);
        Use(new KeyCheck(settings.Key).InvokeAsync);
        long largestBody = settings.Limits.MaximumRequestBytes;
        Use(new Admission(settings.MaximumRequests, LargestBodiesAtOnce * largestBody, largestBody, settings.Patience).InvokeAsync);
        _ = _app.UseRouting();
    }

    private void AddRoutes(EngineSettings settings)
    {
        ServiceLimits limits = settings.Limits;
        var models = new ModelDirectory(_catalogue, _data, _trainer);
        var predict = new PredictEndpoint(models, _predictor, limits, TimeProvider.System, Log<PredictEndpoint>(), _ended.Token);
        var catalogue = new CatalogueEndpoint(models, limits);
        var workflows = new WorkflowEndpoint(
            _workflows, _predictor, limits, TimeProvider.System, Log<WorkflowEndpoint>(), _ended.Token);
        var pictures = new PictureEndpoint(_predictor, limits.MaximumRequestBytes, _ended.Token);
        OwnEndpoints? own = _data is null ? null : new OwnEndpoints(
            new InputEndpoint(_data, _catalogue, _predictor, limits, TimeProvider.System, Log<InputEndpoint>(), _ended.Token),
            new OwnModelEndpoint(_data, _catalogue, models, _trainer!, limits, TimeProvider.System),
            new SearchEndpoint(_data, _catalogue, _predictor, limits, Log<SearchEndpoint>(), _ended.Token));
        EngineRoutes.Map(_app, predict, catalogue, workflows, pictures, own);
    }

    private void Use(Func<HttpContext, RequestDelegate, Task> middleware) => _app.Use(middleware);

    private ILogger<T> Log<T>() => _app.Services.GetRequiredService<ILogger<T>>();
}
