namespace Clarifai.Local.Manifests;

/// <summary>The order of a picture tensor's dimensions.</summary>
internal enum TensorLayout
{
    /// <summary>Batch, channel, row, column: one plane a colour.</summary>
    Nchw,

    /// <summary>Batch, row, column, channel: the colours of a pixel side by side.</summary>
    Nhwc,
}
