namespace Clarifai;

/// <summary>How the content of a sampled frame is written.</summary>
internal enum FrameEncoding
{
    /// <summary>A JPEG file.</summary>
    Jpeg,

    /// <summary>Pixels, row by row from the top without gaps: blue, green, red and a byte to ignore.</summary>
    Bgra,

    /// <summary>Pixels, row by row from the top without gaps: red, green, blue.</summary>
    Rgb,
}
