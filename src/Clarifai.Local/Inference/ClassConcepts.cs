using Clarifai.Local.Manifests;

namespace Clarifai.Local.Inference;

/// <summary>The names of a classifier's labels, and the concepts derived from several of them.</summary>
internal sealed class ClassConcepts
{
    private readonly Entry[] _entries;

    private ClassConcepts(int labels, Entry[] entries)
    {
        Labels = labels;
        Vocabulary = new ConceptVocabulary(entries.Select(entry => entry.Name));
        int[] ranks = [.. Enumerable.Range(0, entries.Length).OrderBy(index => entries[index].Name, StringComparer.Ordinal)];
        _entries = Array.ConvertAll(ranks, index => entries[index]);
        Ranked = Array.ConvertAll(ranks, index => Vocabulary.All[index]);
    }

    /// <summary>How many scores the network gives.</summary>
    public int Labels { get; }

    public ConceptVocabulary Vocabulary { get; }

    /// <summary>The concepts, in the order that applies to equal values.</summary>
    public IReadOnlyList<ModelConcept> Ranked { get; }

    /// <exception cref="ModelFileException">A file is not valid, or the taxonomy does not match the labels.</exception>
    public static ClassConcepts Read(ModelFolder folder)
    {
        string[] labels = LabelFile.Read(folder.Read(folder.OnlyNetwork.Labels!));
        if (folder.Manifest.Taxonomy is not { } name)
        {
            return Create(labels, ModelTaxonomy.None);
        }

        ModelFile file = folder.Read(name);
        ModelTaxonomy taxonomy = file.ReadJson(ModelJson.Default.ModelTaxonomy);
        return file.Expect(() => Create(labels, taxonomy));
    }

    /// <param name="labels">The labels in the order of the scores. Equal labels are separate concepts.</param>
    /// <param name="taxonomy">The derived concepts.</param>
    /// <exception cref="InvalidDataException">The taxonomy does not match the labels.</exception>
    public static ClassConcepts Create(IReadOnlyList<string> labels, ModelTaxonomy taxonomy)
    {
        ILookup<string, int> indices = labels.Index().ToLookup(entry => entry.Item, entry => entry.Index, StringComparer.Ordinal);
        string? unknown = taxonomy.Names.Keys.Concat(taxonomy.Parents.Values.Concat(taxonomy.Sums.Values).SelectMany(group => group))
            .FirstOrDefault(label => !indices.Contains(label));
        if (unknown is not null)
        {
            throw new InvalidDataException($"it contains '{unknown}', which is not among the labels.");
        }

        Entry[] narrow =
        [
            .. taxonomy.Sums.Count == 0
                ? labels.Select((label, index) => new Entry(taxonomy.Names.GetValueOrDefault(label, label), [index], Adds: false))
                : Combine(taxonomy.Sums, adds: true),
        ];
        Entry? sameName = Array.Find(narrow, entry => taxonomy.Parents.ContainsKey(entry.Name));
        return sameName is null
            ? new ClassConcepts(labels.Count, [.. narrow, .. Combine(taxonomy.Parents, adds: false)])
            : throw new InvalidDataException($"'{sameName.Name}' is the name of both a broader and a narrower concept.");

        IEnumerable<Entry> Combine(IReadOnlyDictionary<string, IReadOnlyList<string>> groups, bool adds) =>
            groups.Select(group => new Entry(group.Key, [.. group.Value.SelectMany(label => indices[label])], adds));
    }

    /// <summary>Converts one score per label to one value per concept, in the order of <see cref="Ranked"/>.</summary>
    public float[] Weigh(ReadOnlySpan<float> scores)
    {
        if (scores.Length != Labels)
        {
            throw new ArgumentException($"{scores.Length} scores for {Labels} labels.", nameof(scores));
        }

        float[] values = new float[_entries.Length];
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = _entries[index].ValueOf(scores);
        }

        return values;
    }

    private sealed record Entry(string Name, int[] Classes, bool Adds)
    {
        public float ValueOf(ReadOnlySpan<float> scores)
        {
            float highest = 0;
            float sum = 0;
            foreach (int index in Classes)
            {
                highest = Math.Max(highest, scores[index]);
                sum += scores[index];
            }

            return Adds ? Math.Min(sum, 1) : highest;
        }
    }
}
