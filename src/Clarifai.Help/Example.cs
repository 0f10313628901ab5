namespace Clarifai.Help;

/// <summary>An example that a test runs.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Code">The script.</param>
/// <param name="Remarks">Remarks about it.</param>
public sealed record Example(string Title, string Code, Prose Remarks);
