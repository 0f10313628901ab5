using Clarifai.Local.Manifests;

namespace Clarifai.Local.Inference;

/// <summary>
/// How sure a combined model is of each of its names. Every kind of evidence adds to the names that it speaks of; a table turns what they
/// come to into values.
/// </summary>
internal sealed class Evidence
{
    private readonly EvidenceManifest _manifest;
    private readonly float _threshold;
    private readonly ClassEvidence? _classes;
    private readonly ObjectEvidence? _objects;
    private readonly HeadEvidence? _heads;
    private readonly FaceEvidence? _faces;
    private readonly IReadOnlyList<EvidenceName> _names;

    private readonly int[][] _narrower;

    // The names, those first that stand first where values are equal: the narrower ones.
    private readonly int[] _ranks;

    /// <param name="folder">The combined model.</param>
    /// <param name="labels">The labels of its classes, where it has some.</param>
    /// <param name="objects">The labels of its objects, where it has some.</param>
    /// <exception cref="ModelFileException">A table is wrong.</exception>
    public Evidence(ModelFolder folder, IReadOnlyList<string>? labels, DetectorLabels? objects)
    {
        _manifest = folder.Manifest.Evidence!;
        _threshold = folder.Manifest.Threshold;
        var names = new NameTable();
        if (_manifest.Classes is { } classSettings)
        {
            ModelFile file = folder.Read(classSettings.Taxonomy);
            Dictionary<string, BroaderName> broader = file.ReadJson(ModelJson.Default.BroaderNames);
            ClassNames classes = file.Expect(() => new ClassNames(labels ?? [], broader));
            _classes = file.Expect(() => new ClassEvidence(classSettings, classes, names));
            _objects = _manifest.Objects is { } objectSettings
                ? file.Expect(() => new ObjectEvidence(objectSettings, objects!.Objects, classes, names))
                : null;
        }

        if (_manifest.Heads is { } headSettings)
        {
            _heads = new HeadEvidence(folder.Read(headSettings.File), names);
        }

        _faces = _manifest.Faces is { } faceSettings ? new FaceEvidence(faceSettings, names) : null;
        _names = names.Names;
        _narrower = names.FindNarrower();
        _ranks =
        [
            .. Enumerable.Range(0, _names.Count)
                .OrderBy(index => _narrower[index].Length)
                .ThenBy(index => _names[index].Classes.Length)
                .ThenBy(index => _names[index].Text, StringComparer.Ordinal),
        ];
        Vocabulary = new ConceptVocabulary(_names.Select(name => name.Text));
        Ranked = [.. _ranks.Select(index => Vocabulary.All[index])];
    }

    public ConceptVocabulary Vocabulary { get; }

    /// <summary>The concepts, those first that stand first where values are equal.</summary>
    public IReadOnlyList<ModelConcept> Ranked { get; }

    /// <summary>What two independent pieces of evidence come to.</summary>
    public static double Either(double one, double other) => 1 - ((1 - one) * (1 - other));

    /// <summary>Refuses an embedding of another length than the heads were trained on.</summary>
    /// <exception cref="ModelFileException">It has another length.</exception>
    public void ExpectLength(int embedding) => _heads?.ExpectLength(embedding);

    /// <summary>From what the networks see to one value a concept, in the order of <see cref="Ranked"/>.</summary>
    public float[] Weigh(Seen seen)
    {
        double[] values = new double[_names.Count];
        if (_classes is not null)
        {
            double[] probabilities = _classes.Trim(seen.Classes!);
            _classes.Weigh(probabilities, values);
            _objects?.Weigh(seen.Objects!, probabilities, values);
        }

        _heads?.Weigh(seen.Embedding!, values);
        _faces?.Weigh(seen.Face!.Value, values);
        if (_manifest.Calibration is { } calibration)
        {
            values = Array.ConvertAll(values, value => calibration[value]);
        }

        LevelBroadNames(values);
        return Array.ConvertAll(_ranks, index => (float)values[index]);
    }

    // A broader name that says no more than a narrower one does not stand before it.
    private void LevelBroadNames(double[] values)
    {
        foreach (int broad in _ranks)
        {
            foreach (int narrow in _narrower[broad])
            {
                double ahead = values[broad] - values[narrow];
                if (ahead > 0 && ahead <= _manifest.SameWithin && values[narrow] >= _threshold)
                {
                    values[broad] = values[narrow];
                }
            }
        }
    }
}
