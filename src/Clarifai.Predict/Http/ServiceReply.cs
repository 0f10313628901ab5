namespace Clarifai;

/// <summary>What came back over HTTP, before anyone has made sense of it.</summary>
internal sealed record ServiceReply(int HttpStatus, byte[] Body, TimeSpan? RetryAfter, string? RedirectHost);
