namespace Clarifai.Local.Inference;

/// <summary>All that a model can say: its classes in training order, and the broader concepts that follow from them.</summary>
internal sealed class ConceptVocabulary
{
    private readonly ModelConcept[] _classes;
    private readonly ParentConcept[] _parents;
    private readonly Dictionary<string, ModelConcept> _byId;
    private readonly ILookup<string, ModelConcept> _byName;

    private ConceptVocabulary(ModelConcept[] classes, ParentConcept[] parents)
    {
        _classes = classes;
        _parents = parents;
        All = [.. classes, .. parents.Select(parent => parent.Concept)];
        _byId = All.ToDictionary(concept => concept.Id, StringComparer.Ordinal);
        _byName = All.ToLookup(concept => concept.Name, StringComparer.Ordinal);
    }

    public IReadOnlyList<ModelConcept> All { get; }

    public int ClassCount => _classes.Length;

    public static ConceptVocabulary Create(string idPrefix, IReadOnlyList<string> classes, ModelTaxonomy taxonomy)
    {
        var indices = classes.Index().ToDictionary(entry => entry.Item, entry => entry.Index, StringComparer.Ordinal);
        string? unknown = taxonomy.Names.Keys.Concat(taxonomy.Parents.Values.SelectMany(children => children)).FirstOrDefault(name => !indices.ContainsKey(name));
        if (unknown is not null)
        {
            throw new InvalidDataException($"The taxonomy speaks of '{unknown}', which is not in the vocabulary.");
        }

        return new ConceptVocabulary(
            [.. classes.Select(name => new ModelConcept(MakeId(idPrefix, name), taxonomy.Names.GetValueOrDefault(name, name)))],
            [.. taxonomy.Parents.Select(parent => new ParentConcept(new ModelConcept(MakeId(idPrefix, parent.Key), parent.Key), [.. parent.Value.Select(child => indices[child])]))]);
    }

    public ModelConcept? FindById(string id) => _byId.GetValueOrDefault(id);

    /// <summary>Finds every concept of a name: two ids can share one.</summary>
    public IEnumerable<ModelConcept> FindByName(string name) => _byName[name];

    /// <summary>Says what was seen: every class whose score reaches the threshold, and what follows from those, the surest first.</summary>
    /// <param name="scores">One score a class, in training order.</param>
    /// <param name="threshold">The lowest score that counts.</param>
    public IReadOnlyList<ScoredConcept> Describe(ReadOnlySpan<float> scores, float threshold)
    {
        if (scores.Length != _classes.Length)
        {
            throw new ArgumentException($"{scores.Length} scores for {_classes.Length} classes.", nameof(scores));
        }

        var seen = new List<ScoredConcept>();
        for (int index = 0; index < scores.Length; index++)
        {
            AddIfSeen(seen, _classes[index], scores[index], threshold);
        }

        foreach (ParentConcept parent in _parents)
        {
            float highest = 0;
            foreach (int child in parent.Children)
            {
                highest = Math.Max(highest, scores[child]);
            }

            AddIfSeen(seen, parent.Concept, highest, threshold);
        }

        seen.Sort(static (left, right) => right.Value.CompareTo(left.Value) is var order and not 0
            ? order
            : string.CompareOrdinal(left.Concept.Name, right.Concept.Name));
        return seen;
    }

    private static void AddIfSeen(List<ScoredConcept> seen, ModelConcept concept, float value, float threshold)
    {
        if (value >= threshold)
        {
            seen.Add(new ScoredConcept(concept, value));
        }
    }

    private static string MakeId(string prefix, string name) => prefix + name.Replace(' ', '_');

    private readonly record struct ParentConcept(ModelConcept Concept, int[] Children);
}
