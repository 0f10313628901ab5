namespace Clarifai;

internal static class ObservationExtensions
{
    /// <summary>Those of one kind, in order.</summary>
    public static IReadOnlyList<T> Pick<T>(this IReadOnlyList<Observation> observations)
        where T : Observation => [.. observations.OfType<T>()];
}
