namespace Clarifai;

/// <summary>A raw HTTP response.</summary>
internal sealed record ServiceResponse(int HttpStatus, byte[] Body, TimeSpan? RetryAfter = null, string? RedirectHost = null);
