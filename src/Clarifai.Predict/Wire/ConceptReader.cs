using System.Text.Json;

namespace Clarifai;

/// <summary>Reads the concepts of one output. What most of them have in common is made once.</summary>
internal sealed class ConceptReader
{
    private string? _appId;
    private string? _vocabulary;

    /// <param name="item">The concept.</param>
    /// <param name="outline">The region that it is seen in: some detectors say how sure they are of the region only.</param>
    public ConceptFields Read(JsonElement item, RegionOutline? outline)
    {
        string? id = null;
        string? name = null;
        double? value = null;
        string? appId = null;
        string? vocabulary = null;
        foreach (JsonProperty field in item.EnumerateObject())
        {
            if (field.NameEquals("id"u8))
            {
                id = field.Value.AsText();
            }
            else if (field.NameEquals("name"u8))
            {
                name = field.Value.AsText();
            }
            else if (field.NameEquals("value"u8))
            {
                value = field.Value.AsNumber();
            }
            else if (field.NameEquals("app_id"u8))
            {
                appId = _appId = field.Value.AsText(known: _appId);
            }
            else if (field.NameEquals("vocab_id"u8))
            {
                vocabulary = _vocabulary = field.Value.AsText(known: _vocabulary);
            }
        }

        return Create(id, name, value ?? outline?.Value, appId, vocabulary);
    }

    public static ConceptFields Create(string? id, string? name, double? value, string? appId, string? vocabulary) =>
        new(name ?? id ?? "", value ?? 0, id, appId, vocabulary is "" ? null : vocabulary);
}
