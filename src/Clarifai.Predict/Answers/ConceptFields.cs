namespace Clarifai;

/// <summary>What an answer says of a concept, wherever it stands.</summary>
internal readonly record struct ConceptFields(string? Id, string Name, double Value, string? AppId, string? Vocabulary);
