using System.Collections.ObjectModel;

namespace Clarifai.Local.Manifests;

/// <summary>What a vocabulary of bare labels does not say: names fit to read, and the concepts that follow from several labels.</summary>
/// <remarks>What the file does not say is null to the serializer, so defaults are given where they are read.</remarks>
internal sealed record ModelTaxonomy
{
    public static ModelTaxonomy None { get; } = new();

    /// <summary>Label to the name people read, for the labels where the two differ.</summary>
    public IReadOnlyDictionary<string, string> Names { get => field ?? ReadOnlyDictionary<string, string>.Empty; init; }

    /// <summary>Broader concept to its labels; it is there as surely as the surest of them.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Parents
    {
        get => field ?? ReadOnlyDictionary<string, IReadOnlyList<string>>.Empty;
        init;
    }

    /// <summary>Concepts that stand in place of the labels: each has the sum of its labels' values.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Sums
    {
        get => field ?? ReadOnlyDictionary<string, IReadOnlyList<string>>.Empty;
        init;
    }
}
