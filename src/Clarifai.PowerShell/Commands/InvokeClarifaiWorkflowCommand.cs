using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>Asks the models of a workflow about inputs in one call, and emits what each of them sees, in the order of the inputs.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "ClarifaiWorkflow", DefaultParameterSetName = "Path")]
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
public sealed class InvokeClarifaiWorkflowCommand : PredictCommand
{
    private OutputWriter? _writer;

    /// <summary>The workflow: an id, user/app/workflow or the address of the workflow's page.</summary>
    [Parameter(Mandatory = true)]
    public string Workflow { get; set; } = "";

    /// <summary>Texts, for a workflow that reads texts. Their sources are "text" and their position.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TextSet)]
    [AllowEmptyString]
    public string[] Text { get; set; } = [];

    /// <summary>What the inputs are sent as: told by their content, or as said here. Default: Auto.</summary>
    [Parameter]
    public InputKind InputKind { get; set; } = InputKind.Auto;

    /// <summary>
    /// What is emitted: one object for each thing that the models say, one a model and input, or the JSON text of the service's output.
    /// Default: Concept.
    /// </summary>
    [Parameter]
    public OutputForm As { get; set; } = OutputForm.Concept;

    private protected override MediaKind? Kind => InputKind.ToMediaKind();

    private protected override bool NeedsRaw => As is OutputForm.Raw;

    private protected override IReadOnlyList<string> Texts => Text;

    private OutputWriter Writer => _writer ??= new OutputWriter(this, As);

    private protected override PredictTarget Target() => WorkflowReference.Parse(Workflow);

    private protected override void Write(PredictOutcome outcome)
    {
        Count(failed: outcome.Error is not null || outcome.Failures.Count > 0);
        foreach (PredictOutput output in outcome.Outputs)
        {
            Writer.Write(output);
        }

        foreach (ClarifaiException failure in outcome.Failures)
        {
            WriteFailure(failure, outcome.Input.Source);
        }

        if (outcome.Error is not null)
        {
            WriteFailure(outcome.Error, outcome.Input.Source);
        }
    }
}
