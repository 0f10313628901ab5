namespace Clarifai;

/// <summary>What came over the wire, before anyone has made sense of it.</summary>
internal sealed record ServiceResponse(int HttpStatus, byte[] Body, TimeSpan? RetryAfter = null, string? RedirectHost = null);
