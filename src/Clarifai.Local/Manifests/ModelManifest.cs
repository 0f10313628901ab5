using System.Collections.ObjectModel;

namespace Clarifai.Local.Manifests;

/// <summary>What a model folder's manifest.json says: which networks see for the model, and how what they see becomes an answer.</summary>
internal sealed record ModelManifest
{
    public const string FileName = "manifest.json";

    /// <summary>The network of a text reader that finds lines.</summary>
    public const string Detector = "detector";

    /// <summary>The network of a text reader that spells them; its labels are characters.</summary>
    public const string Recognizer = "recognizer";

    /// <summary>The model's own name; an answer never carries the name of the service's model.</summary>
    public required string Name { get; init; }

    /// <summary>The ids that the model answers to, and with what; without it the folder's name, and what the family gives.</summary>
    public IReadOnlyDictionary<string, ModelOutput>? Serves { get; init; }

    public required ModelFamily Family { get; init; }

    /// <summary>When the model was made or converted; without it the time of its newest file.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The lowest value that is reported where a request does not say; below it the model guesses.</summary>
    public float Threshold { get; init; }

    /// <summary>The networks that see for the model, each under a name of the manifest's own.</summary>
    public IReadOnlyDictionary<string, NetworkManifest> Networks
    {
        get => field ?? ReadOnlyDictionary<string, NetworkManifest>.Empty;
        init;
    }

    /// <summary>A classifier's file with names for labels, broader concepts and sums; see <see cref="ModelTaxonomy"/>.</summary>
    public string? Taxonomy { get; init; }

    /// <summary>A detector's file with what its labels are called and what follows from them; see <see cref="DetectedObject"/>.</summary>
    public string? Objects { get; init; }

    /// <summary>A palette's table of named colors.</summary>
    public string? Colors { get; init; }

    /// <summary>How what the networks of a combined model see becomes names with values.</summary>
    public EvidenceManifest? Evidence { get; init; }

    /// <summary>The SHA-256 of each of the folder's files; where it is given, no other files are taken.</summary>
    public IReadOnlyDictionary<string, string>? Sha256 { get; init; }

    public ModelProvenance? Provenance { get; init; }

    /// <summary>Whether it has a single network of its own, which other models may look through.</summary>
    public bool HasOneNetwork => Networks.Count == 1 && Networks.Values.Single().Of is null;

    /// <summary>The folder's files, each with the setting that names it.</summary>
    public IEnumerable<(string Setting, string File)> Files
    {
        get
        {
            (string Setting, string? File)[] all =
            [
                .. Networks.Select(network => ($"networks.{network.Key}.weights", network.Value.Weights)),
                .. Networks.Select(network => ($"networks.{network.Key}.labels", network.Value.Labels)),
                ("taxonomy", Taxonomy),
                ("objects", Objects),
                ("colors", Colors),
                ("evidence.classes.taxonomy", Evidence?.Classes?.Taxonomy),
                ("evidence.heads.file", Evidence?.Heads?.File),
            ];
            return from part in all where part.File is not null select (part.Setting, part.File);
        }
    }
}
