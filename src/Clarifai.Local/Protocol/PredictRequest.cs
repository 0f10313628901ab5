namespace Clarifai.Local.Protocol;

/// <summary>The content of a predict request.</summary>
internal sealed record PredictRequest(IReadOnlyList<PredictInput> Inputs, OutputConfig Config);
