namespace Clarifai.Local.Protocol;

/// <summary>The content of a predict request.</summary>
/// <param name="Inputs">The inputs to predict on.</param>
/// <param name="Config">The options of the model.</param>
/// <param name="WorkflowConfig">The options of a workflow, which are next to the inputs.</param>
internal sealed record PredictRequest(IReadOnlyList<ReceivedInput> Inputs, OutputConfig Config, OutputConfig WorkflowConfig);
