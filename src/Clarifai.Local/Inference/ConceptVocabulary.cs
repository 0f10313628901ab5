namespace Clarifai.Local.Inference;

/// <summary>All that a model can say: its classes in training order, and the concepts that follow from several of them.</summary>
internal sealed class ConceptVocabulary
{
    private readonly ReportedConcept[] _reported;
    private readonly Dictionary<string, ModelConcept> _byId;
    private readonly ILookup<string, ModelConcept> _byName;

    private ConceptVocabulary(IReadOnlyList<ModelConcept> classes, ReportedConcept[] reported)
    {
        Classes = classes;
        _reported = reported;
        All = [.. reported.Select(entry => entry.Concept)];
        _byId = All.ToDictionary(concept => concept.Id, StringComparer.Ordinal);
        _byName = All.ToLookup(concept => concept.Name, StringComparer.Ordinal);
    }

    /// <summary>Every concept that an answer can have.</summary>
    public IReadOnlyList<ModelConcept> All { get; }

    /// <summary>What the network scores, in training order.</summary>
    public IReadOnlyList<ModelConcept> Classes { get; }

    /// <param name="idPrefix">What the ids begin with.</param>
    /// <param name="classes">The labels in training order, no two alike.</param>
    /// <param name="taxonomy">What follows from them.</param>
    /// <exception cref="InvalidDataException">The taxonomy does not fit the labels.</exception>
    public static ConceptVocabulary Create(string idPrefix, IReadOnlyList<string> classes, ModelTaxonomy taxonomy)
    {
        var indices = classes.Index().ToDictionary(entry => entry.Item, entry => entry.Index, StringComparer.Ordinal);
        string? unknown = taxonomy.Names.Keys.Concat(taxonomy.Parents.Values.Concat(taxonomy.Sums.Values).SelectMany(labels => labels))
            .FirstOrDefault(name => !indices.ContainsKey(name));
        if (unknown is not null)
        {
            throw new InvalidDataException($"it speaks of '{unknown}', which is not among the labels.");
        }

        ModelConcept[] concepts =
            [.. classes.Select(label => new ModelConcept(MakeId(idPrefix, label), taxonomy.Names.GetValueOrDefault(label, label)))];
        ReportedConcept[] reported =
        [
            .. taxonomy.Sums.Count == 0 ? EachByItself(concepts) : Combine(taxonomy.Sums, adds: true),
            .. Combine(taxonomy.Parents, adds: false),
        ];
        string? twice = reported.CountBy(entry => entry.Concept.Id).FirstOrDefault(count => count.Value > 1).Key;
        return twice is null
            ? new ConceptVocabulary(concepts, reported)
            : throw new InvalidDataException($"two concepts have the id '{twice}'.");

        IEnumerable<ReportedConcept> Combine(IReadOnlyDictionary<string, IReadOnlyList<string>> groups, bool adds) =>
            groups.Select(group => new ReportedConcept(
                new ModelConcept(MakeId(idPrefix, group.Key), group.Key), [.. group.Value.Select(label => indices[label])], adds));
    }

    /// <summary>The same without what follows from several classes.</summary>
    public ConceptVocabulary OfClassesOnly() => new(Classes, [.. EachByItself(Classes)]);

    public ModelConcept? FindById(string id) => _byId.GetValueOrDefault(id);

    /// <summary>Finds every concept of a name: two ids can share one.</summary>
    public IEnumerable<ModelConcept> FindByName(string name) => _byName[name];

    /// <summary>Says what was seen: every concept whose value reaches the threshold, the surest first.</summary>
    /// <param name="scores">One score a class, in training order.</param>
    /// <param name="threshold">The lowest value that counts.</param>
    public IReadOnlyList<ScoredConcept> Describe(ReadOnlySpan<float> scores, float threshold)
    {
        if (scores.Length != Classes.Count)
        {
            throw new ArgumentException($"{scores.Length} scores for {Classes.Count} classes.", nameof(scores));
        }

        var seen = new List<ScoredConcept>();
        foreach (ReportedConcept reported in _reported)
        {
            float value = reported.ValueOf(scores);
            if (value >= threshold)
            {
                seen.Add(new ScoredConcept(reported.Concept, value));
            }
        }

        seen.Sort(static (left, right) => right.Value.CompareTo(left.Value) is var order and not 0
            ? order
            : string.CompareOrdinal(left.Concept.Name, right.Concept.Name));
        return seen;
    }

    private static IEnumerable<ReportedConcept> EachByItself(IEnumerable<ModelConcept> classes) =>
        classes.Select((concept, index) => new ReportedConcept(concept, [index], Adds: false));

    private static string MakeId(string prefix, string name) => prefix + name.Replace(' ', '_');

    private readonly record struct ReportedConcept(ModelConcept Concept, int[] Classes, bool Adds)
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
