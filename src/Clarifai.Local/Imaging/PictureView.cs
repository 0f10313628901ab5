namespace Clarifai.Local.Imaging;

/// <summary>Which part of an image a network sees, and how it is fitted to the network's input.</summary>
internal enum PictureView
{
    /// <summary>The whole image with its aspect ratio preserved, centered on black.</summary>
    Letterbox,

    /// <summary>The whole image, stretched over the whole input.</summary>
    Stretch,

    /// <summary>Seven eighths of the image's middle, cut to the input's proportions.</summary>
    Center,

    /// <summary>The middle of the image, resized so that its shorter side has a size that the manifest gives.</summary>
    Crop,
}
