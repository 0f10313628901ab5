namespace Clarifai.Local.Inference;

/// <summary>A colour of a picture: the mean of its pixels, the name nearest to it, and its share of the picture.</summary>
internal readonly record struct ScoredColor(string RawHex, NamedColor Name, double Value);
