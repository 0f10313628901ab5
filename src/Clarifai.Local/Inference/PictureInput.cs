namespace Clarifai.Local.Inference;

/// <summary>The picture that a network wants: its tensor's size and layout, and how colours become numbers.</summary>
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

    public required PictureFit Fit { get; init; }
}
