namespace Clarifai;

/// <summary>The JPEG that is sent in place of a picture's own content.</summary>
/// <param name="Content">The JPEG file's bytes.</param>
/// <param name="Turn">How it was turned upright; null where it was.</param>
internal sealed record SentPicture(byte[] Content, PictureTurn? Turn);
