namespace Clarifai;

/// <summary>The encoding of a sampled frame.</summary>
internal enum FrameEncoding
{
    /// <summary>A JPEG file.</summary>
    Jpeg,

    /// <summary>Pixels, row by row from the top, without padding: blue, green, red and an unused byte.</summary>
    Bgra,

    /// <summary>Pixels, row by row from the top, without padding: red, green, blue.</summary>
    Rgb,
}
