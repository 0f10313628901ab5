namespace Clarifai;

/// <summary>What an answer says of a concept, wherever it stands.</summary>
internal readonly record struct ConceptFields(
    string Name, double Value, string? Id = null, string? AppId = null, string? Vocabulary = null);
