namespace Clarifai.Local.Inference;

/// <summary>The names that a combined model can return, in the order in which they were added.</summary>
internal sealed class NameTable
{
    private readonly List<EvidenceName> _names = [];
    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);
    private readonly List<(int Broad, int Narrow)> _implied = [];

    public IReadOnlyList<EvidenceName> Names => _names;

    public void Add(EvidenceName name)
    {
        _indices.Add(name.Text, _names.Count);
        _names.Add(name);
    }

    /// <summary>Finds a name, or adds it as one that is not derived from a class.</summary>
    /// <returns>Its index.</returns>
    public int IndexOf(string name)
    {
        if (!_indices.ContainsKey(name))
        {
            Add(new EvidenceName(name, [], 1));
        }

        return _indices[name];
    }

    /// <summary>Finds or adds a name and those it implies.</summary>
    /// <returns>Their indices, its own first.</returns>
    public int[] IndicesOf(string name, IEnumerable<string> broader)
    {
        int[] indices = [IndexOf(name), .. broader.Select(IndexOf)];
        _implied.AddRange(indices.Skip(1).Select(broad => (broad, indices[0])));
        return indices;
    }

    /// <summary>The narrower names of each: their classes are a proper subset of its own, or they are defined to imply it.</summary>
    /// <returns>Their indices, ascending, by the index of the broader name.</returns>
    public int[][] FindNarrower()
    {
        ILookup<int, int> implied = _implied.ToLookup(pair => pair.Broad, pair => pair.Narrow);
        return [.. _names.Select((name, broad) =>
        {
            HashSet<int> classes = [.. name.Classes];
            return Enumerable.Range(0, _names.Count)
                .Where(narrow => _names[narrow].Classes is { Length: > 0 } own && own.Length < classes.Count && own.All(classes.Contains))
                .Union(implied[broad])
                .Order()
                .ToArray();
        })];
    }
}
