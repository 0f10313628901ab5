namespace Clarifai;

/// <summary>An image, or a face in it, as a vector: similar images have similar vectors.</summary>
public sealed class Embedding : RegionObservation
{
    internal Embedding(AnswerOrigin origin, RegionOutline? outline, AnswerList<float> vector)
        : base(origin, outline) => Vector = vector;

    /// <inheritdoc/>
    public override string Source => Origin.Source;

    /// <summary>The length of the vector, e.g. 1024.</summary>
    public int Dimensions => Vector.Count;

    /// <summary>The vector.</summary>
    public AnswerList<float> Vector { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Dimensions} dimensions";
}
