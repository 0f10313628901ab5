namespace Clarifai.Local.Imaging;

/// <summary>What of a picture of any shape a network sees, and how it is brought to the network's size.</summary>
internal enum PictureView
{
    /// <summary>The whole picture with its proportions kept, centred on black.</summary>
    Letterbox,

    /// <summary>The whole picture, stretched over the whole input.</summary>
    Stretch,

    /// <summary>Seven eighths of the picture's middle, cut to the input's proportions.</summary>
    Center,

    /// <summary>The middle of the picture, resized so that its shorter side has a size that the manifest gives.</summary>
    Crop,
}
