namespace Clarifai;

/// <summary>A group of similar images that a model assigned the image to.</summary>
public sealed class Cluster : Observation
{
    internal Cluster(AnswerOrigin origin)
        : base(origin)
    {
    }

    /// <inheritdoc/>
    public override string Source => Origin.Source;

    /// <summary>The id of the cluster, e.g. 3_29.</summary>
    public string? Id { get; internal init; }

    /// <summary>The number of images in the cluster. Not named Count, because every object in PowerShell has a Count.</summary>
    public long Size { get; internal init; }

    /// <summary>How well the image fits, as scored by the service.</summary>
    public double Score { get; internal init; }

    /// <summary>The image's position on a plane where similar images are close together; empty if the answer has none.</summary>
    public AnswerList<float> Projection { get; internal init; } = AnswerList<float>.None;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Id} {Score:0.000}");
}
