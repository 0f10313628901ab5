using System.Text;
using System.Text.Json.Nodes;

namespace Clarifai;

/// <summary>What an input is an example of, and what it is not.</summary>
/// <param name="concepts">The concepts it shows.</param>
/// <param name="notConcepts">Concepts it does not show, for which it is a counterexample.</param>
/// <param name="fileName">The name that shows people which input it is; null for none.</param>
internal sealed class ExampleLabels(IReadOnlyList<string> concepts, IReadOnlyList<string> notConcepts, string? fileName = null)
{
    public IReadOnlyList<string> Concepts => concepts;

    public IReadOnlyList<string> NotConcepts => notConcepts;

    /// <summary>The members of the input's data besides its content, each with a comma before it.</summary>
    public string DataMembers => field ??= WriteMembers();

    /// <summary>The concepts as JSON: 1 for those that it shows, 0 for those that it does not.</summary>
    public JsonArray ConceptValues() =>
        new([.. concepts.Select(concept => ValueOf(concept, 1)), .. notConcepts.Select(concept => ValueOf(concept, 0))]);

    private static JsonObject ValueOf(string concept, int value) => new() { ["id"] = concept, ["value"] = value };

    private string WriteMembers()
    {
        var data = new JsonObject { ["concepts"] = ConceptValues() };
        if (fileName is not null)
        {
            data["metadata"] = new JsonObject { ["filename"] = fileName };
        }

        byte[] text = JsonText.Of(data);
        return "," + Encoding.UTF8.GetString(text, 1, text.Length - 2);
    }
}
