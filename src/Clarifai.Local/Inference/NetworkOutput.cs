namespace Clarifai.Local.Inference;

/// <summary>An output of a network; a dimension that the network leaves open is negative.</summary>
internal sealed record NetworkOutput(string Name, IReadOnlyList<int> Dimensions);
