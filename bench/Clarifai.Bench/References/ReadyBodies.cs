namespace Clarifai.Bench.References;

/// <summary>
/// For information: a bare HttpClient that posts ready-made bodies from memory and drops the answers. The same handler, batches and number
/// of requests at a time; no files, no base64, no parsing, no objects. No client that reads files comes close to it.
/// </summary>
internal sealed class ReadyBodies : IDisposable
{
    private readonly BareHttp _http;
    private readonly List<byte[]> _bodies;
    private readonly int _requestCount;
    private readonly int _concurrency;

    /// <param name="server">The server.</param>
    /// <param name="files">The files; the bodies run through them again and again, until they end with a whole batch.</param>
    /// <param name="images">Images in a run.</param>
    /// <param name="batchSize">Images in a request.</param>
    /// <param name="concurrency">Concurrent requests.</param>
    public ReadyBodies(Uri server, IReadOnlyList<string> files, int images, int batchSize, int concurrency)
    {
        _http = new BareHttp(server);
        _bodies = MakeBodies(files, batchSize);
        _requestCount = images / batchSize;
        _concurrency = concurrency;
    }

    public Task RunAsync() => Parallel.ForAsync(
        0,
        _requestCount,
        new ParallelOptions { MaxDegreeOfParallelism = _concurrency },
        async (request, cancellation) =>
        {
            var body = new ByteArrayContent(_bodies[request % _bodies.Count]);
            using HttpResponseMessage response = await _http.PostAsync(body, cancellation);
            await response.Content.CopyToAsync(Stream.Null, cancellation);
        });

    public void Dispose() => _http.Dispose();

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
