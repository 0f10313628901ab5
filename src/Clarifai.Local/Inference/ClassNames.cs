using Clarifai.Local.Manifests;

namespace Clarifai.Local.Inference;

/// <summary>The names derived from classes: their labels, and the broader names of a taxonomy.</summary>
internal sealed class ClassNames
{
    private readonly IReadOnlyDictionary<string, BroaderName> _broader;
    private readonly ILookup<string, int> _byLabel;
    private readonly Dictionary<string, int[]> _classes = new(StringComparer.Ordinal);

    /// <param name="labels">The labels of the classes, in the order of the network's output; labels may repeat.</param>
    /// <param name="broader">The broader names.</param>
    /// <exception cref="InvalidDataException">A name includes a missing name, or itself.</exception>
    public ClassNames(IReadOnlyList<string> labels, IReadOnlyDictionary<string, BroaderName> broader)
    {
        _broader = broader;
        _byLabel = labels.Index().ToLookup(entry => entry.Item, entry => entry.Index, StringComparer.Ordinal);
        foreach (string name in labels.Concat(broader.Keys))
        {
            Gather(name, []);
        }
    }

    /// <summary>Every name, in alphabetical order, with its classes in ascending order.</summary>
    public IEnumerable<KeyValuePair<string, int[]>> All => _classes.OrderBy(name => name.Key, StringComparer.Ordinal);

    /// <summary>The classes of some names, each once.</summary>
    /// <exception cref="InvalidDataException">A name does not exist.</exception>
    public int[] Find(params IEnumerable<string> names) => Unite(names.Select(name => _classes.TryGetValue(name, out int[]? classes)
        ? classes
        : throw new InvalidDataException($"'{name}' is neither a class name nor a broader name.")));

    private static int[] Unite(IEnumerable<IEnumerable<int>> sets)
    {
        int[] all = [.. sets.SelectMany(set => set).Distinct()];
        Array.Sort(all);
        return all;
    }

    private int[] Gather(string name, IReadOnlyList<string> from)
    {
        if (_classes.TryGetValue(name, out int[]? known))
        {
            return known;
        }

        if (from.Contains(name, StringComparer.Ordinal))
        {
            throw new InvalidDataException($"'{name}' includes itself.");
        }

        BroaderName broader = _broader.GetValueOrDefault(name) ?? new BroaderName();
        int[] classes = Unite(
        [
            _byLabel[name],
            .. broader.Labels.Select(label => _byLabel.Contains(label) ? _byLabel[label] : throw NotThere(name, label, "labels")),
            .. broader.Names.Select(narrower => _broader.ContainsKey(narrower)
                ? Gather(narrower, [.. from, name])
                : throw NotThere(name, narrower, "broader names")),
        ]);
        _classes.Add(name, classes);
        return classes;
    }

    private static InvalidDataException NotThere(string name, string part, string where) =>
        new($"'{name}' includes '{part}', which is not among the {where}.");
}
