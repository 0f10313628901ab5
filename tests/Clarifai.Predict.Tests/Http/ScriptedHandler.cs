using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Clarifai.Tests;

/// <summary>Stands where the network is: drains each request, records it and answers as it is told.</summary>
internal sealed class ScriptedHandler : HttpMessageHandler
{
    private readonly Func<SentRequest, CancellationToken, Task<HttpResponseMessage>> _answer;
    private int _alive;
    private int _mostAlive;

    public ScriptedHandler(Func<SentRequest, CancellationToken, Task<HttpResponseMessage>> answer) => _answer = answer;

    public ScriptedHandler(Func<SentRequest, HttpResponseMessage> answer)
        : this((request, _) => Task.FromResult(answer(request)))
    {
    }

    /// <summary>In the order of their ends.</summary>
    public ConcurrentQueue<SentRequest> Requests { get; } = [];

    public int Alive => Volatile.Read(ref _alive);

    public int MostAlive => Volatile.Read(ref _mostAlive);

    public static HttpResponseMessage Json(string body, int status = 200) =>
        new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        int alive = Interlocked.Increment(ref _alive);
        int most;
        while (alive > (most = Volatile.Read(ref _mostAlive)) && Interlocked.CompareExchange(ref _mostAlive, alive, most) != most)
        {
            // Another request has raised it meanwhile.
        }

        try
        {
            byte[] body = [];
            if (request.Content is not null)
            {
                using var drained = new MemoryStream();
                await request.Content.CopyToAsync(drained, cancellationToken);
                body = drained.ToArray();
            }

            var sent = new SentRequest(request, body);
            Requests.Enqueue(sent);
            return await _answer(sent, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _alive);
        }
    }
}
