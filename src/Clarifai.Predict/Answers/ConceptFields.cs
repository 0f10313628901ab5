namespace Clarifai;

/// <summary>The fields of a concept, wherever it appears in an answer.</summary>
internal readonly record struct ConceptFields(
    string Name, double Value, string? Id = null, string? AppId = null, string? Vocabulary = null)
{
    /// <summary>Answers may lack any field: a concept without a name is named by its id.</summary>
    public static ConceptFields Of(string? id, string? name, double? value, string? appId, string? vocabulary) =>
        new(name ?? id ?? "", value ?? 0, id, appId, vocabulary is "" ? null : vocabulary);
}
