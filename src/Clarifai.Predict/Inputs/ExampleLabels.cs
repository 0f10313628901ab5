using System.Text;
using System.Text.Json;

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
    public string DataMembers => field ??= Text(json =>
    {
        WriteConcepts(json);
        if (fileName is not null)
        {
            json.WriteStartObject("metadata");
            json.WriteString("filename", fileName);
            json.WriteEndObject();
        }
    });

    public void WriteConcepts(Utf8JsonWriter json)
    {
        json.WriteStartArray("concepts");
        foreach ((string concept, int value) in concepts.Select(name => (name, 1)).Concat(notConcepts.Select(name => (name, 0))))
        {
            json.WriteStartObject();
            json.WriteString("id", concept);
            json.WriteNumber("value", value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Text(Action<Utf8JsonWriter> write)
    {
        byte[] members = JsonText.Write(json =>
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        });
        return "," + Encoding.UTF8.GetString(members, 1, members.Length - 2);
    }
}
