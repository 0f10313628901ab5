using System.Globalization;

namespace Clarifai;

/// <summary>A picture, or a face in it, as a vector: alike pictures have near ones.</summary>
public sealed class Embedding : RegionObservation
{
    internal Embedding(AnswerOrigin origin, PlacedFrame? frame, RegionOutline? outline, float[] vector)
        : base(origin, frame, outline) => Vector = vector;

    /// <inheritdoc/>
    public override string Source => Origin.Source;

    /// <summary>The length of the vector, e.g. 1024.</summary>
    public int Dimensions => Vector.Length;

    /// <summary>The vector.</summary>
    public float[] Vector { get; }

    /// <inheritdoc/>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0} dimensions", Dimensions);
}
