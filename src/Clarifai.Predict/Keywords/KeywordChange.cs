namespace Clarifai;

/// <summary>The names for one file.</summary>
/// <param name="Path">The full path of the photo or video.</param>
/// <param name="Names">The keywords as they are written, with the prefix; each once.</param>
internal sealed record KeywordChange(string Path, IReadOnlyList<string> Names);
