namespace Clarifai.Bench.Serving;

/// <summary>What the server needs to know about a request.</summary>
internal sealed record RequestHead(string Method, string Target, long ContentLength);
