namespace Clarifai.Help;

/// <summary>Everything there is to say about a cmdlet: what it declares, and what a person wrote about it.</summary>
/// <param name="Shape">What the code declares.</param>
/// <param name="Page">What is written.</param>
/// <param name="Parameters">The text of each parameter, by name: of the cmdlet's own page, else of the shared one.</param>
public sealed record CmdletHelp(CmdletShape Shape, HelpPage Page, IReadOnlyDictionary<string, Prose> Parameters);
