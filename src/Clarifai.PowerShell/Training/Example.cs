namespace Clarifai.PowerShell;

/// <summary>An input to learn from, before it is sent.</summary>
internal sealed record Example(PredictInput Input, ExampleLabels Labels);
