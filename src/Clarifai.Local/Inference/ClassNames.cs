using Clarifai.Local.Manifests;

namespace Clarifai.Local.Inference;

/// <summary>The names that follow from classes: their labels, and the broader names of a taxonomy.</summary>
internal sealed class ClassNames
{
    private readonly IReadOnlyDictionary<string, BroaderName> _broader;
    private readonly ILookup<string, int> _byLabel;
    private readonly Dictionary<string, int[]> _classes = new(StringComparer.Ordinal);

    /// <param name="labels">The labels of the classes, in the order of the network's output; several may be alike.</param>
    /// <param name="broader">The broader names.</param>
    /// <exception cref="InvalidDataException">A name gathers what is not there, or itself.</exception>
    public ClassNames(IReadOnlyList<string> labels, IReadOnlyDictionary<string, BroaderName> broader)
    {
        _broader = broader;
        _byLabel = labels.Index().ToLookup(entry => entry.Item, entry => entry.Index, StringComparer.Ordinal);
        foreach (string name in labels.Concat(broader.Keys))
        {
            Gather(name, []);
        }
    }

    /// <summary>Every name, in the order of their letters, with its classes, ascending.</summary>
    public IEnumerable<KeyValuePair<string, int[]>> All => _classes.OrderBy(name => name.Key, StringComparer.Ordinal);

    /// <summary>The classes of some names; one that comes twice counts once.</summary>
    /// <exception cref="InvalidDataException">There is no such name.</exception>
    public int[] Find(params IEnumerable<string> names) => Unite(names.Select(name => _classes.TryGetValue(name, out int[]? classes)
        ? classes
        : throw new InvalidDataException($"'{name}' is no name of a class and no broader one.")));

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
            throw new InvalidDataException($"'{name}' gathers itself.");
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
        new($"'{name}' gathers '{part}', which is not among the {where}.");
}
