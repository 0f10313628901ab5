namespace Clarifai;

/// <summary>What an answer says of a concept, wherever it stands.</summary>
internal readonly record struct ConceptFields(
    string Name, double Value, string? Id = null, string? AppId = null, string? Vocabulary = null)
{
    /// <summary>Of what an answer has, which may be anything: without a name, a concept is called by its id.</summary>
    public static ConceptFields Of(string? id, string? name, double? value, string? appId, string? vocabulary) =>
        new(name ?? id ?? "", value ?? 0, id, appId, vocabulary is "" ? null : vocabulary);
}
