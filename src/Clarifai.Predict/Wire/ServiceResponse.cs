namespace Clarifai;

/// <summary>A raw HTTP response.</summary>
/// <param name="HttpStatus">The HTTP status, e.g. 404.</param>
/// <param name="Body">The body; empty if it could not be read, but the status is an error.</param>
/// <param name="RetryAfter">How long the service asked clients to wait.</param>
/// <param name="RedirectHost">Where the service redirects to.</param>
/// <param name="PictureTurn">How the local engine turned an image, see <see cref="Clarifai.PictureTurn"/>.</param>
internal sealed record ServiceResponse(
    int HttpStatus, byte[] Body, TimeSpan? RetryAfter = null, string? RedirectHost = null, string? PictureTurn = null);
