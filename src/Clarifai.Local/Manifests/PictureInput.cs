using Clarifai.Local.Imaging;

namespace Clarifai.Local.Manifests;

/// <summary>The image input of a network: its tensor's size and layout, the views of the image, and how colors become numbers.</summary>
internal sealed record PictureInput
{
    public required int Width { get; init; }

    public required int Height { get; init; }

    public required TensorLayout Layout { get; init; }

    public required ColorOrder ColorOrder { get; init; }

    /// <summary>One value per channel, in <see cref="ColorOrder"/>, on the scale of 0 to 255.</summary>
    public required IReadOnlyList<float> Mean { get; init; }

    /// <summary>One value per channel, in <see cref="ColorOrder"/>, on the scale of 0 to 255.</summary>
    public required IReadOnlyList<float> StandardDeviation { get; init; }

    /// <summary>The views of the image that the network sees in turn; the result is their mean.</summary>
    public required IReadOnlyList<PictureView> Views { get; init; }

    /// <summary>For <see cref="PictureView.Crop"/>: the length of the shorter side in pixels before the center is cropped.</summary>
    public int? ResizeSize { get; init; }

    public ResampleKernel Resize { get; init; }
}
