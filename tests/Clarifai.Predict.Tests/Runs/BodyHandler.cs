namespace Clarifai.Tests;

/// <summary>Lets a test act between the head of a request and its body; answers that all went well.</summary>
internal sealed class BodyHandler : HttpMessageHandler
{
    private readonly Action<Func<byte[]>> _act;

    public BodyHandler(Action<Func<byte[]>> act) => _act = act;

    public int Requests { get; private set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests++;
        long promised = request.Content!.Headers.ContentLength!.Value;
        byte[] sent = [];
        _act(() =>
        {
            using var drained = new MemoryStream();
            request.Content.CopyToAsync(drained, cancellationToken).GetAwaiter().GetResult();
            sent = drained.ToArray();
            return sent;
        });
        Assert.Equal(promised, sent.Length);
        return Task.FromResult(ScriptedHandler.Json(Pictures.Answer(Pictures.Names(sent))));
    }
}
