namespace Clarifai.Local.Inference;

/// <summary>What a vocabulary of bare class names does not say: names fit to read, and the broader concepts that classes belong to.</summary>
internal sealed record ModelTaxonomy
{
    /// <summary>Class to the name people read, for the classes where the two differ.</summary>
    public required IReadOnlyDictionary<string, string> Names { get; init; }

    /// <summary>Broader concept to its classes.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Parents { get; init; }
}
