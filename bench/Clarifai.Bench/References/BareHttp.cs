using System.Net;

namespace Clarifai.Bench.References;

/// <summary>An HttpClient with the client's own handler, and nothing around it.</summary>
internal sealed class BareHttp : IDisposable
{
    private readonly Uri _address;
    private readonly HttpClient _http;

    public BareHttp(Uri server)
    {
        _address = new Uri(server, "v2/models/general-image-recognition/outputs");
        _http = new HttpClient(Transport.NewHandler(new ClarifaiClientOptions
        {
            BaseUri = server,
            Credential = new ClarifaiCredential(CredentialKind.ApiKey, new NetworkCredential("", "benchmark").SecurePassword),
        }))
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <returns>The response to a predict request, its body still to be read.</returns>
    public async Task<HttpResponseMessage> PostAsync(HttpContent body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _address) { Content = body };
        body.Headers.ContentType = new("application/json");
        request.Headers.TryAddWithoutValidation("Authorization", "Key benchmark");
        HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        return response.EnsureSuccessStatusCode();
    }

    public void Dispose() => _http.Dispose();
}
