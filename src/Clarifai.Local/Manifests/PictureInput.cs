using Clarifai.Local.Imaging;

namespace Clarifai.Local.Manifests;

/// <summary>The picture that a network wants: its tensor's size and layout, what of it is seen, and how colors become numbers.</summary>
internal sealed record PictureInput
{
    public required int Width { get; init; }

    public required int Height { get; init; }

    public required TensorLayout Layout { get; init; }

    public required ColorOrder ColorOrder { get; init; }

    /// <summary>One value a channel, in <see cref="ColorOrder"/>, in steps of 0 to 255.</summary>
    public required IReadOnlyList<float> Mean { get; init; }

    /// <summary>One value a channel, in <see cref="ColorOrder"/>, in steps of 0 to 255.</summary>
    public required IReadOnlyList<float> StandardDeviation { get; init; }

    /// <summary>What of the picture the network sees, one after the other; what it says is the mean.</summary>
    public required IReadOnlyList<PictureView> Views { get; init; }

    /// <summary>For <see cref="PictureView.Crop"/>: how many pixels the shorter side gets before the middle is taken.</summary>
    public int? ResizeSize { get; init; }

    public ResampleKernel Resize { get; init; }
}
