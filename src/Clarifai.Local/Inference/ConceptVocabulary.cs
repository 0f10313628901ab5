using System.Globalization;
using System.Text;

namespace Clarifai.Local.Inference;

/// <summary>All that a model can say. Concepts may have one name; each has an id of its own.</summary>
internal sealed class ConceptVocabulary
{
    // Never the service's ids: a concept of the same name there is another one.
    private const string IdPrefix = "local_";

    private readonly Dictionary<string, ModelConcept> _byId;
    private readonly ILookup<string, ModelConcept> _byName;

    /// <param name="names">The concepts' names.</param>
    public ConceptVocabulary(IEnumerable<string> names)
    {
        _byId = new Dictionary<string, ModelConcept>(StringComparer.Ordinal);
        List<ModelConcept> all = [];
        foreach (string name in names)
        {
            var concept = new ModelConcept(MakeId(name), name);
            _byId.Add(concept.Id, concept);
            all.Add(concept);
        }

        All = all;
        _byName = all.ToLookup(concept => concept.Name, StringComparer.Ordinal);
    }

    /// <summary>Of a model that says no concepts.</summary>
    public static ConceptVocabulary None { get; } = new([]);

    /// <summary>The concepts, in the order in which the names were given.</summary>
    public IReadOnlyList<ModelConcept> All { get; }

    public ModelConcept? FindById(string id) => _byId.GetValueOrDefault(id);

    public IEnumerable<ModelConcept> FindByName(string name) => _byName[name];

    // The prefix and the name's letters and digits, with a number where another name has the same ones.
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
        for (int number = 2; _byId.ContainsKey(id); number++)
        {
            id = string.Create(CultureInfo.InvariantCulture, $"{slug}-{number}");
        }

        return id;
    }
}
