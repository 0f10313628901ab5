using System.Collections.ObjectModel;

namespace Clarifai.Local.Manifests;

/// <summary>The content of a model folder's manifest.json: the model's networks, and how their outputs become an answer.</summary>
internal sealed record ModelManifest
{
    public const string FileName = "manifest.json";

    /// <summary>The network of a text reader that finds lines.</summary>
    public const string Detector = "detector";

    /// <summary>The network of a text reader that reads them; its labels are characters.</summary>
    public const string Recognizer = "recognizer";

    /// <summary>The model's own name; an answer never contains the name of the service's model.</summary>
    public required string Name { get; init; }

    /// <summary>The ids of the model, and the output of each; by default the folder's name, and the family's default output.</summary>
    public IReadOnlyDictionary<string, ModelOutput>? Serves { get; init; }

    /// <summary>The version id in answers; by default it is computed from the files. A trained model has the one under which its training
    /// was requested.</summary>
    public string? Version { get; init; }

    public required ModelFamily Family { get; init; }

    /// <summary>When the model was created or converted; by default the time of its newest file.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The default minimum value of a request; below it, the model is guessing.</summary>
    public float Threshold { get; init; }

    /// <summary>The model's networks, each under a name chosen by the manifest.</summary>
    public IReadOnlyDictionary<string, NetworkManifest> Networks
    {
        get => field ?? ReadOnlyDictionary<string, NetworkManifest>.Empty;
        init;
    }

    /// <summary>A classifier's file with names for labels, broader concepts and sums; see <see cref="ModelTaxonomy"/>.</summary>
    public string? Taxonomy { get; init; }

    /// <summary>A detector's file with the names of its labels and what they imply; see <see cref="DetectedObject"/>.</summary>
    public string? Objects { get; init; }

    /// <summary>A palette's table of named colors.</summary>
    public string? Colors { get; init; }

    /// <summary>How the outputs of a combined model's networks become names with values.</summary>
    public EvidenceManifest? Evidence { get; init; }

    /// <summary>The SHA-256 of each of the folder's files; if specified, no other files are accepted.</summary>
    public IReadOnlyDictionary<string, string>? Sha256 { get; init; }

    public ModelProvenance? Provenance { get; init; }

    /// <summary>Whether it has a single network of its own, which other models may use.</summary>
    public bool HasOneNetwork => Networks.Count == 1 && Networks.Values.Single().Of is null;

    /// <summary>The folder's files, each with the setting that references it.</summary>
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
