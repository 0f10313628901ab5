namespace Clarifai.Local.Imaging;

/// <summary>How the pixels around a position are weighted when an image is resized.</summary>
internal enum ResampleKernel
{
    /// <summary>A triangle: closer pixels weigh more.</summary>
    Bilinear,

    /// <summary>The cubic convolution with a = -0.5, which sharpens a little.</summary>
    Bicubic,
}
