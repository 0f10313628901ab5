namespace Clarifai;

/// <summary>An example that an evaluation predicted wrongly.</summary>
/// <param name="InputId">The id of the input.</param>
/// <param name="FileName">The name it was stored with; null for none.</param>
/// <param name="Given">The concepts that were given.</param>
/// <param name="Predicted">The best predicted concept.</param>
/// <param name="Value">The value of that concept, 0 to 1.</param>
internal sealed record StoredConfusion(string InputId, string? FileName, IReadOnlyList<string> Given, string Predicted, double Value);
