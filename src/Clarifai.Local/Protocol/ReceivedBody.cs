using System.IO.Pipelines;
using System.Net;

namespace Clarifai.Local.Protocol;

/// <summary>
/// A request's body. A batch of images can be a hundred megabytes of base64, so it is decoded as it arrives: the images are kept once, in
/// one pooled buffer, and their base64 never.
/// </summary>
internal sealed class ReceivedBody : IDisposable
{
    private const int SmallLength = 4 * 1024;
    private const int UnknownLength = 64 * 1024;

    private readonly PooledBytes _json = new(SmallLength);
    private readonly Base64Store _contents;

    // Base64 has 4 characters for 3 bytes.
    private ReceivedBody(long? length) => _contents = new Base64Store((int)(length / 4 * 3 ?? UnknownLength) + SmallLength);

    /// <summary>
    /// The body's JSON, in which every base64 string is replaced by a number, unless it was empty: see <see cref="GetContent"/>.
    /// </summary>
    public ReadOnlySpan<byte> Json => _json.Span;

    /// <exception cref="RequestRejectedException">The body is too large.</exception>
    public static async Task<ReceivedBody> ReadAsync(HttpRequest request, long maximumBytes, CancellationToken cancellation)
    {
        if (request.ContentLength > maximumBytes)
        {
            await DrainAsync(request.BodyReader, maximumBytes, cancellation);
            throw TooLarge(maximumBytes);
        }

        var body = new ReceivedBody(request.ContentLength);
        try
        {
            await body.FillAsync(request.BodyReader, maximumBytes, cancellation);
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    /// <summary>The decoded content of a base64 string.</summary>
    /// <param name="index">The number that replaces it in the JSON.</param>
    /// <exception cref="InputRejectedException">The string is not base64.</exception>
    public ReadOnlyMemory<byte> GetContent(int index) => _contents[index];

    public void Dispose()
    {
        _json.Dispose();
        _contents.Dispose();
    }

    private static RequestRejectedException TooLarge(long maximumBytes) => new(
        HttpStatusCode.RequestEntityTooLarge,
        StatusCodes.MaximumMessageSizeExceeded,
        $"The request has more than {maximumBytes} bytes: send fewer inputs at once.");

    // A client that is still sending when the connection closes gets a reset instead of the response. An endless body is not read to its
    // end.
    private static async Task DrainAsync(PipeReader body, long maximumBytes, CancellationToken cancellation)
    {
        bool ended = false;
        for (long drained = 0; drained <= maximumBytes && !ended;)
        {
            ReadResult result = await body.ReadAsync(cancellation);
            drained += result.Buffer.Length;
            ended = result.IsCompleted;
            body.AdvanceTo(result.Buffer.End);
        }
    }

    private async Task FillAsync(PipeReader source, long maximumBytes, CancellationToken cancellation)
    {
        var splitter = new BodySplitter(_json, _contents);
        long received = 0;
        bool ended = false;
        while (!ended)
        {
            ReadResult result = await source.ReadAsync(cancellation);
            received += result.Buffer.Length;
            ended = result.IsCompleted;
            if (received <= maximumBytes)
            {
                foreach (ReadOnlyMemory<byte> segment in result.Buffer)
                {
                    splitter.Append(segment.Span);
                }
            }

            source.AdvanceTo(result.Buffer.End);
            if (received > maximumBytes)
            {
                await DrainAsync(source, maximumBytes, cancellation);
                throw TooLarge(maximumBytes);
            }
        }
    }
}
