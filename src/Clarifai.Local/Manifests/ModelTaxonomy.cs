using System.Collections.ObjectModel;

namespace Clarifai.Local.Manifests;

/// <summary>What plain labels lack: readable names, and the concepts derived from several labels.</summary>
/// <remarks>Missing values are null to the serializer, so defaults are applied where they are read.</remarks>
internal sealed record ModelTaxonomy
{
    public static ModelTaxonomy None { get; } = new();

    /// <summary>Label to readable name, for the labels where the two differ.</summary>
    public IReadOnlyDictionary<string, string> Names { get => field ?? ReadOnlyDictionary<string, string>.Empty; init; }

    /// <summary>Broader concept to its labels; its confidence is that of the most confident one.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Parents
    {
        get => field ?? ReadOnlyDictionary<string, IReadOnlyList<string>>.Empty;
        init;
    }

    /// <summary>Concepts that replace the labels: each has the sum of its labels' values.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Sums
    {
        get => field ?? ReadOnlyDictionary<string, IReadOnlyList<string>>.Empty;
        init;
    }
}
