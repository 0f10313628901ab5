using System.Collections.ObjectModel;
using System.Globalization;
using System.Text;

namespace Clarifai.Local.Inference;

/// <summary>All concepts of a model. Concepts may share a name; each has its own id.</summary>
internal sealed class ConceptVocabulary
{
    // Never the service's ids: the service's concept of the same name is a different one.
    private const string IdPrefix = "local_";

    private readonly Dictionary<string, ModelConcept> _byId;
    private readonly ILookup<string, ModelConcept> _byName;
    private readonly IReadOnlyDictionary<string, string> _given;

    /// <param name="names">The concepts' names.</param>
    /// <param name="ids">The ids of those that have their own, by name; no id may repeat. By default there are none.</param>
    public ConceptVocabulary(IEnumerable<string> names, IReadOnlyDictionary<string, string>? ids = null)
    {
        _given = ids ?? ReadOnlyDictionary<string, string>.Empty;
        _byId = new Dictionary<string, ModelConcept>(StringComparer.Ordinal);
        List<ModelConcept> all = [];
        foreach (string name in names)
        {
            var concept = new ModelConcept(_given.GetValueOrDefault(name) ?? MakeId(name), name);
            _byId.Add(concept.Id, concept);
            all.Add(concept);
        }

        All = all;
        _byName = all.ToLookup(concept => concept.Name, StringComparer.Ordinal);
    }

    /// <summary>The vocabulary of a model without concepts.</summary>
    public static ConceptVocabulary None { get; } = new([]);

    /// <summary>The concepts, in the order of the given names.</summary>
    public IReadOnlyList<ModelConcept> All { get; }

    public ModelConcept? FindById(string id) => _byId.GetValueOrDefault(id);

    public IEnumerable<ModelConcept> FindByName(string name) => _byName[name];

    // The prefix and the name's letters and digits, with a number if another name has the same ones.
    private string MakeId(string name)
    {
        var letters = new StringBuilder(IdPrefix);
        bool isNewWord = false;
        foreach (char letter in name)
        {
            if (!char.IsLetterOrDigit(letter))
            {
                isNewWord |= letter != '\'';
                continue;
            }

            if (isNewWord && letters.Length > IdPrefix.Length)
            {
                letters.Append('-');
            }

            letters.Append(char.ToLowerInvariant(letter));
            isNewWord = false;
        }

        string slug = letters.ToString();
        string id = slug;
        for (int number = 2; _byId.ContainsKey(id) || _given.Values.Contains(id); number++)
        {
            id = string.Create(CultureInfo.InvariantCulture, $"{slug}-{number}");
        }

        return id;
    }
}
