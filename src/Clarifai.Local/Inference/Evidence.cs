using Clarifai.Local.Manifests;

namespace Clarifai.Local.Inference;

/// <summary>
/// A combined model's confidence in each of its names. Every kind of evidence adds to its names; a table converts the totals to values.
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

    // The names, in the order that applies to equal values: narrower ones first.
    private readonly int[] _ranks;

    /// <param name="folder">The combined model.</param>
    /// <param name="labels">The labels of its classes, if any.</param>
    /// <param name="objects">The labels of its objects, if any.</param>
    /// <exception cref="ModelFileException">A table is not valid.</exception>
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
            _heads = new HeadEvidence(folder.Read(headSettings.File), headSettings.Exclusive, names);
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
        Vocabulary = new ConceptVocabulary(_names.Select(name => name.Text), _heads?.Ids);
        Ranked = [.. _ranks.Select(index => Vocabulary.All[index])];
    }

    public ConceptVocabulary Vocabulary { get; }

    /// <summary>The concepts, in the order that applies to equal values.</summary>
    public IReadOnlyList<ModelConcept> Ranked { get; }

    /// <summary>Combines two independent pieces of evidence.</summary>
    public static double Either(double one, double other) => 1 - ((1 - one) * (1 - other));

    /// <summary>Rejects an embedding whose length differs from that of the heads.</summary>
    /// <exception cref="ModelFileException">Its length differs.</exception>
    public void ExpectLength(int embedding) => _heads?.ExpectLength(embedding);

    /// <summary>Converts the readings of the networks to one value per concept, in the order of <see cref="Ranked"/>.</summary>
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

    // A broader name that adds nothing to a narrower one is not placed before it.
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
