using System.Net.Http.Headers;
using System.Text;
using Clarifai.Local.Hosting;

namespace Clarifai.Local.Tests;

/// <summary>An engine, mostly in this process, and the HTTP client that talks to it.</summary>
internal sealed class EngineClient : IAsyncDisposable
{
    public const string Key = "5f0c9b27e4a1d83650bc7e9f21d4a86c";
    public const string OutputsPath = "/v2/models/general/outputs";

    private readonly IAsyncDisposable _engine;

    private EngineClient(IAsyncDisposable engine, HttpClient http)
    {
        _engine = engine;
        Http = http;
    }

    public HttpClient Http { get; }

    public static Task<EngineClient> StartAsync(
        ServiceLimits? limits = null, TimeSpan? downloadTimeout = null, string? modelsFolder = null) => StartAsync(settings => settings with
        {
            Limits = limits ?? settings.Limits,
            DownloadTimeout = downloadTimeout ?? settings.DownloadTimeout,
            ModelsFolder = modelsFolder,
        });

    public static async Task<EngineClient> StartAsync(Func<EngineSettings, EngineSettings> change, HttpMessageHandler? handler = null)
    {
        EngineServer server = await EngineServer.StartAsync(change(new EngineSettings { Key = Key }));
        var http = new HttpClient(handler ?? new SocketsHttpHandler()) { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Key", Key);
        return new EngineClient(server, http);
    }

    /// <summary>Starts the engine as a program of its own.</summary>
    public static Task<EngineClient> StartProgramAsync() => StartProgramAsync([]);

    /// <summary>Starts the engine as a program of its own.</summary>
    /// <param name="environment">Variables for the program.</param>
    /// <param name="arguments">Its arguments.</param>
    public static async Task<EngineClient> StartProgramAsync((string Name, string Value)[] environment, params string[] arguments)
    {
        var program = EngineProcess.Start(environment.ToDictionary(variable => variable.Name, variable => variable.Value), arguments);
        return new EngineClient(program, await program.ConnectAsync());
    }

    public Task<EngineAnswer> PredictAsync(params byte[][] pictures) => PostAsync(PredictBody.Of(pictures));

    public Task<EngineAnswer> PostAsync(string json, string path = OutputsPath) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") });

    public Task<EngineAnswer> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    public async Task<EngineAnswer> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using HttpResponseMessage response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
            return await EngineAnswer.ReadAsync(response);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _engine.DisposeAsync();
    }
}
