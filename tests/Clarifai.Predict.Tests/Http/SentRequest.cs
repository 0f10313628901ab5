using System.Text.Json.Nodes;

namespace Clarifai.Tests;

/// <summary>A request as it left the client.</summary>
internal sealed class SentRequest
{
    public SentRequest(HttpRequestMessage request, byte[] body)
    {
        Method = request.Method.Method;
        Address = request.RequestUri!;

        // As a transport does: the header is there once somebody has asked for it.
        _ = request.Content?.Headers.ContentLength;
        Headers = request.Headers
            .Concat(request.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>())
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        Body = body;
    }

    public string Method { get; }

    public Uri Address { get; }

    public IReadOnlyDictionary<string, string> Headers { get; }

    public byte[] Body { get; }

    public JsonNode Json => JsonNode.Parse(Body)!;

    /// <summary>The names of the inputs, see <see cref="Pictures"/>.</summary>
    public IReadOnlyList<string> Inputs => Pictures.Names(Body);
}
