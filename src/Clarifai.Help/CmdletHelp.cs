namespace Clarifai.Help;

/// <summary>The complete help of a cmdlet: what it declares, and what was written about it.</summary>
/// <param name="Shape">What the code declares.</param>
/// <param name="Page">What is written.</param>
/// <param name="Parameters">The text of each parameter, by name: from the cmdlet's own page, else from the shared one.</param>
public sealed record CmdletHelp(CmdletShape Shape, HelpPage Page, IReadOnlyDictionary<string, Prose> Parameters);
