namespace Clarifai.Local.Inference;

/// <summary>How a picture of any shape is brought to a network's fixed size.</summary>
internal enum PictureFit
{
    /// <summary>The whole picture with its proportions kept, centred on black.</summary>
    Letterbox,

    /// <summary>The whole picture, stretched over the whole input.</summary>
    Stretch,
}
