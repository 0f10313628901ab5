using SkiaSharp;

namespace Clarifai.Local.Inference;

/// <summary>An object that a network found at a position, in pixels of its input.</summary>
internal readonly record struct ScoredBox(ModelConcept Concept, float Value, SKRect Place)
{
    private const int MaximumCount = 100;

    /// <summary>
    /// Keeps the most confident of the boxes of one object (non-maximum suppression), at most 100, in descending order of confidence.
    /// </summary>
    /// <param name="boxes">The boxes; they are sorted.</param>
    /// <param name="maximumOverlap">The overlap from which two boxes count as one object.</param>
    /// <param name="labels">The labels, which know what excludes each other.</param>
    public static IReadOnlyList<ScoredBox> KeepBest(List<ScoredBox> boxes, float maximumOverlap, DetectorLabels labels)
    {
        boxes.Sort(static (left, right) => right.Value.CompareTo(left.Value));
        List<ScoredBox> kept = [];
        foreach (ScoredBox box in boxes)
        {
            if (kept.Count == MaximumCount)
            {
                break;
            }

            if (!kept.Exists(better => labels.AreRivals(better.Concept, box.Concept) && better.Overlap(box) > maximumOverlap))
            {
                kept.Add(box);
            }
        }

        return kept;
    }

    /// <summary>The intersection of both boxes over their union.</summary>
    public float Overlap(ScoredBox other)
    {
        var shared = SKRect.Intersect(Place, other.Place);
        float area = Area(shared);
        return area == 0 ? 0 : area / (Area(Place) + Area(other.Place) - area);
    }

    private static float Area(SKRect rectangle) => rectangle.Width * rectangle.Height;
}
