namespace Clarifai.Local.Imaging;

/// <summary>How the pixels around a place weigh when a picture is resized.</summary>
internal enum ResampleKernel
{
    /// <summary>A triangle: the nearer, the more.</summary>
    Bilinear,

    /// <summary>The cubic convolution with a = -0.5, which sharpens a little.</summary>
    Bicubic,
}
