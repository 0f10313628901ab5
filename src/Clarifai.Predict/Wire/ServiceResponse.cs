namespace Clarifai;

/// <summary>A raw HTTP response.</summary>
internal sealed record ServiceResponse(int HttpStatus, byte[] Body, TimeSpan? RetryAfter = null, string? RedirectHost = null)
{
    /// <summary>How the local engine turned an image, see <see cref="PictureTurn"/>.</summary>
    public string? PictureTurn { get; init; }
}
