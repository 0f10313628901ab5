namespace Clarifai.Local.Inference;

/// <summary>The names that a combined model can say, in the order in which evidence came to speak of them.</summary>
internal sealed class NameTable
{
    private readonly List<EvidenceName> _names = [];
    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);

    public IReadOnlyList<EvidenceName> Names => _names;

    public void Add(EvidenceName name)
    {
        _indices.Add(name.Text, _names.Count);
        _names.Add(name);
    }

    /// <summary>Finds a name, or adds it as one that follows from no class.</summary>
    /// <returns>Its index.</returns>
    public int IndexOf(string name)
    {
        if (!_indices.ContainsKey(name))
        {
            Add(new EvidenceName(name, [], 1));
        }

        return _indices[name];
    }

    public int[] IndicesOf(IEnumerable<string> names) => [.. names.Select(IndexOf)];
}
