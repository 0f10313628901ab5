namespace Clarifai;

/// <summary>An image and how similar it is to an example.</summary>
public sealed class SimilarImage : SourcedObject
{
    internal SimilarImage(AnswerOrigin origin, double similarity, string like)
        : base(origin)
    {
        Similarity = similarity;
        Like = like;
    }

    /// <inheritdoc/>
    public override string Source => Origin.Source;

    /// <summary>The cosine of the angle between the embeddings, at most 1: the higher, the more similar.</summary>
    public double Similarity { get; }

    /// <summary>The example, of several the most similar one: a full path or a URL.</summary>
    public string Like { get; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Origin.ShownSource} {Similarity:0.000}");
}
