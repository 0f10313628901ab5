namespace Clarifai.Bench.Serving;

/// <summary>What the server wants to know of a request.</summary>
internal sealed record RequestHead(string Method, string Target, long ContentLength);
