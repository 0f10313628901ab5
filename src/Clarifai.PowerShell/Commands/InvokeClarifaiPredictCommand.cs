using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>Asks a model what is in pictures and videos, and emits what it sees as objects, in the order of the inputs.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "ClarifaiPredict", DefaultParameterSetName = "Path")]
[OutputType(
    typeof(Concept),
    typeof(RegionConcept),
    typeof(FrameConcept),
    typeof(FrameRegionConcept),
    typeof(Region),
    typeof(Color),
    typeof(Embedding),
    typeof(Focus),
    typeof(TextAnswer),
    typeof(Mask),
    typeof(Cluster),
    typeof(PredictOutput),
    typeof(string))]
public sealed class InvokeClarifaiPredictCommand : PredictCommand
{
    /// <summary>What the inputs are sent as: told by their content, or as said here. Default: Auto.</summary>
    [Parameter]
    public InputKind InputKind { get; set; } = InputKind.Auto;

    /// <summary>What is emitted: one object for each thing that the model says, one an input, or the JSON text of the service's output. Default: Concept.</summary>
    [Parameter]
    public OutputForm As { get; set; } = OutputForm.Concept;

    private protected override MediaKind? Kind => InputKind.ToMediaKind();

    private protected override bool NeedsRaw => As is OutputForm.Raw;

    private protected override void Write(PredictOutcome outcome)
    {
        Count(failed: outcome.Error is not null);
        if (outcome.Error is null)
        {
            Write(outcome.Output!);
        }
        else
        {
            WriteFailure(outcome.Error, outcome.Input.Source);
        }
    }

    private void Write(PredictOutput output)
    {
        switch (As)
        {
            case OutputForm.Output:
                WriteObject(output);
                break;
            case OutputForm.Raw:
                WriteObject(output.RawJson);
                break;
            default:
                WriteObservations(output);
                break;
        }
    }

    private void WriteObservations(PredictOutput output)
    {
        if (output.Observations.Count == 0)
        {
            WriteVerbose(output.UnreadKeys.Count == 0
                ? $"{output.Source}: the model has nothing to say."
                : $"{output.Source}: the model answers with {string.Join(", ", output.UnreadKeys)}, which -As Raw shows.");
        }

        foreach (Observation observation in output.Observations)
        {
            WriteObject(observation);
        }
    }
}
