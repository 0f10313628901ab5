namespace Clarifai.Local.Manifests;

/// <summary>The order of an image tensor's dimensions.</summary>
internal enum TensorLayout
{
    /// <summary>Batch, channel, row, column: one plane per color.</summary>
    Nchw,

    /// <summary>Batch, row, column, channel: the colors of a pixel side by side.</summary>
    Nhwc,
}
