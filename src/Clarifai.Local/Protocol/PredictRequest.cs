namespace Clarifai.Local.Protocol;

/// <summary>The content of a predict request.</summary>
/// <param name="Inputs">What is to be looked at.</param>
/// <param name="Config">The options of the model.</param>
/// <param name="WorkflowConfig">The options of a workflow, which stand beside the inputs.</param>
internal sealed record PredictRequest(IReadOnlyList<ReceivedInput> Inputs, OutputConfig Config, OutputConfig WorkflowConfig);
