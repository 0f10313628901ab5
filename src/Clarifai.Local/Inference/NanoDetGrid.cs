namespace Clarifai.Local.Inference;

/// <summary>One of NanoDet's grids of positions in an image.</summary>
/// <param name="Scores">The output with its scores.</param>
/// <param name="Boxes">The output with its boxes.</param>
/// <param name="Stride">How many pixels lie between two positions.</param>
/// <param name="Columns">How many positions a row has.</param>
internal sealed record NanoDetGrid(string Scores, string Boxes, int Stride, int Columns);
