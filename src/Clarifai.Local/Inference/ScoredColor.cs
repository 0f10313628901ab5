namespace Clarifai.Local.Inference;

/// <summary>A color of an image: the mean of its pixels, the nearest name, and its share of the image.</summary>
internal readonly record struct ScoredColor(string RawHex, NamedColor Name, double Value);
