using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Clarifai.Bench.Engine;

/// <summary>Posts images to a local engine.</summary>
internal sealed class EngineClient : IDisposable
{
    public const string Key = "8fe2b9da0c5743716e0d9ba4c8f1250b";

    private readonly HttpClient _http;

    public EngineClient(Uri address)
    {
        _http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(10) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Key", Key);
    }

    /// <summary>Posts a body. Any answer but a complete success is an error.</summary>
    public async Task<JsonElement> PredictAsync(string model, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        using HttpResponseMessage response = await _http.PostAsync(new Uri($"/v2/models/{model}/outputs", UriKind.Relative), content);
        string text = await response.Content.ReadAsStringAsync();
        using var document = JsonDocument.Parse(text);
        return response.StatusCode == HttpStatusCode.OK ? document.RootElement.Clone() : throw new InvalidOperationException(text);
    }

    /// <summary>The picture as the engine makes it for -MaximumDimension; null where it stays as it is.</summary>
    public async Task<byte[]?> ShrinkAsync(byte[] picture, int pixels)
    {
        using var content = new ByteArrayContent(picture);
        using HttpResponseMessage response = await _http.PostAsync(new Uri($"/picture?max={pixels}&quality=90", UriKind.Relative), content);
        response.EnsureSuccessStatusCode();
        return response.StatusCode == HttpStatusCode.NoContent ? null : await response.Content.ReadAsByteArrayAsync();
    }

    /// <summary>Posts a body again and again, some at a time.</summary>
    public async Task RepeatAsync(string model, byte[] body, int requests, int concurrency) => await Parallel.ForAsync(
        0, requests, new ParallelOptions { MaxDegreeOfParallelism = concurrency }, async (_, _) => await PredictAsync(model, body));

    public void Dispose() => _http.Dispose();
}
