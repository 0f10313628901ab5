using System.Net;

namespace Clarifai.Bench;

/// <summary>
/// What the client is compared with: a bare HttpClient that posts ready-made bodies from memory and drops the answers. The same handler,
/// batches and number of requests at a time; no files, no base64, no parsing, no objects. Nothing that does the whole work can be faster.
/// </summary>
internal sealed class Reference : IDisposable
{
    private readonly Uri _address;
    private readonly HttpClient _http;
    private readonly List<byte[]> _bodies;
    private readonly int _requestCount;
    private readonly int _concurrency;

    /// <param name="server">The server.</param>
    /// <param name="files">The files; the bodies run through them again and again, until they end with a whole batch.</param>
    /// <param name="images">Images in a run.</param>
    /// <param name="batchSize">Images in a request.</param>
    /// <param name="concurrency">Requests under way at a time.</param>
    public Reference(Uri server, IReadOnlyList<string> files, int images, int batchSize, int concurrency)
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
        _bodies = MakeBodies(files, batchSize);
        _requestCount = images / batchSize;
        _concurrency = concurrency;
    }

    public Task RunAsync() => Parallel.ForAsync(
        0,
        _requestCount,
        new ParallelOptions { MaxDegreeOfParallelism = _concurrency },
        async (request, cancellation) => await PostAsync(_bodies[request % _bodies.Count], cancellation));

    public void Dispose() => _http.Dispose();

    private async Task PostAsync(byte[] body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TryAddWithoutValidation("Authorization", "Key benchmark");
        using HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        response.EnsureSuccessStatusCode();
        await response.Content.CopyToAsync(Stream.Null, cancellation);
    }

    private static List<byte[]> MakeBodies(IReadOnlyList<string> files, int batchSize)
    {
        var bodies = new List<byte[]>();
        int next = 0;
        do
        {
            bodies.Add(PictureBody.Of(Enumerable.Range(next, batchSize).Select(i => File.ReadAllBytes(files[i % files.Count]))));
            next = (next + batchSize) % files.Count;
        }
        while (next != 0);

        return bodies;
    }
}
