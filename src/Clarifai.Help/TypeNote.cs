namespace Clarifai.Help;

/// <summary>A type that a cmdlet accepts or emits, and when.</summary>
/// <param name="Type">Its full name.</param>
/// <param name="Note">When, and what it is.</param>
public sealed record TypeNote(string Type, Prose Note);
