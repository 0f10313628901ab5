using System.Globalization;

namespace Clarifai;

/// <summary>A group of alike pictures that a model puts the picture in.</summary>
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

    /// <summary>How many pictures are in it. Not called Count, a name that scripts have for the length of anything.</summary>
    public long Size { get; internal init; }

    /// <summary>How well the picture fits, as the service scores it.</summary>
    public double Score { get; internal init; }

    /// <summary>The picture's place on a plane on which alike pictures are near each other; empty where the answer has none.</summary>
    public AnswerList<float> Projection { get; internal init; } = AnswerList<float>.None;

    /// <inheritdoc/>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0} {1:0.000}", Id, Score);
}
