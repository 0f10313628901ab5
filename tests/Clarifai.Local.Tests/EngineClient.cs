using System.Net.Http.Headers;
using System.Text;
using Clarifai.Local.Hosting;

namespace Clarifai.Local.Tests;

/// <summary>An engine in this process and the HTTP client that talks to it.</summary>
internal sealed class EngineClient : IAsyncDisposable
{
    public const string Key = "5f0c9b27e4a1d83650bc7e9f21d4a86c";
    public const string OutputsPath = "/v2/models/general/outputs";

    private readonly EngineServer _server;

    private EngineClient(EngineServer server, HttpMessageHandler handler)
    {
        _server = server;
        Http = new HttpClient(handler) { BaseAddress = server.Address };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Key", Key);
    }

    public HttpClient Http { get; }

    public static Task<EngineClient> StartAsync(
        ServiceLimits? limits = null, TimeSpan? downloadTimeout = null, string? modelsFolder = null) => StartAsync(settings => settings with
        {
            Limits = limits ?? settings.Limits,
            DownloadTimeout = downloadTimeout ?? settings.DownloadTimeout,
            ModelsFolder = modelsFolder,
        });

    public static async Task<EngineClient> StartAsync(Func<EngineSettings, EngineSettings> change, HttpMessageHandler? handler = null) =>
        new(await EngineServer.StartAsync(change(new EngineSettings { Key = Key })), handler ?? new SocketsHttpHandler());

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
        await _server.DisposeAsync();
    }
}
