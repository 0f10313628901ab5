namespace Clarifai.PowerShell;

/// <summary>What an object from the pipeline says about one file.</summary>
/// <param name="Source">The file as the object names it.</param>
/// <param name="IsFile">False where the object is known to be about something else, such as an address or bytes.</param>
/// <param name="Names">The names; null for a file itself, which brings none.</param>
internal sealed record KeywordRow(string Source, bool IsFile, IReadOnlyList<string>? Names);
