using SkiaSharp;

namespace Clarifai.Local.Inference;

/// <summary>A thing that a network sees at a place, in pixels of its input.</summary>
internal readonly record struct ScoredBox(ModelConcept Concept, float Value, SKRect Place)
{
    private const int MaximumCount = 100;

    /// <summary>Keeps the surest of the boxes that show one thing (non-maximum suppression), at most 100, the surest first.</summary>
    /// <param name="boxes">The boxes; they are sorted.</param>
    /// <param name="maximumOverlap">The share of their common area from which on two boxes show one thing.</param>
    /// <param name="labels">What knows which things these can be.</param>
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

    /// <summary>The area that both boxes have over the area that either has.</summary>
    public float Overlap(ScoredBox other)
    {
        var shared = SKRect.Intersect(Place, other.Place);
        float area = Area(shared);
        return area == 0 ? 0 : area / (Area(Place) + Area(other.Place) - area);
    }

    private static float Area(SKRect rectangle) => rectangle.Width * rectangle.Height;
}
