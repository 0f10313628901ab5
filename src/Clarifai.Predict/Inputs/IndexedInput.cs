namespace Clarifai;

/// <summary>An input and its position in the run, from 0. The parts of a video have that of the video.</summary>
internal sealed record IndexedInput(PredictInput Input, int Index);
