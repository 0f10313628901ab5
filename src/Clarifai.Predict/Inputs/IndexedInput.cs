namespace Clarifai;

/// <summary>An input and its position in the run, from 0.</summary>
internal sealed record IndexedInput(PredictInput Input, int Index);
