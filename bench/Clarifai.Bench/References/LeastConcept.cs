namespace Clarifai.Bench.References;

/// <summary>What <see cref="InvokeLeastClientCommand"/> emits.</summary>
public sealed record LeastConcept(string Source, string Name, double Value);
