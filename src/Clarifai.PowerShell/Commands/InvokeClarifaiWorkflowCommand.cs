using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>Sends inputs to all models of a workflow in one call and emits what each of them finds, in the order of the inputs.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "ClarifaiWorkflow", DefaultParameterSetName = "Path")]
// The types that Tab completion offers after Where-Object: those that people filter by. The help lists all.
[OutputType(typeof(Concept), typeof(RegionConcept), typeof(TextAnswer), typeof(PredictRow))]
public sealed class InvokeClarifaiWorkflowCommand : PredictCommand
{
    private PredictRun? _run;

    /// <summary>The workflow: an id, user/app/workflow or the address of the workflow's page.</summary>
    [Parameter(Mandatory = true)]
    [ArgumentCompleter(typeof(WorkflowCompleter))]
    public string Workflow { get; set; } = "";

    /// <summary>Texts, for a workflow of text models. Their sources are "text" and their position.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TextSet)]
    [AllowEmptyString]
    public string[] Text { get; set; } = [];

    /// <summary>The kind the inputs are sent as. Default: Auto, detected from their content.</summary>
    [Parameter]
    public InputKind InputKind { get; set; } = InputKind.Auto;

    /// <summary>
    /// The output: one object for each thing found; one row or one whole object per model and input; or the JSON text of the service's
    /// output. Default: Concept.
    /// </summary>
    [Parameter]
    public OutputForm As { get; set; } = OutputForm.Concept;

    /// <inheritdoc/>
    protected override void BeginProcessing() =>
        _run = Begin(() => WorkflowReference.Parse(Workflow), () => RunOptions, InputKind, As);

    /// <inheritdoc/>
    protected override void ProcessRecord() => Inputs!.Read(Text);

    /// <inheritdoc/>
    protected override void EndProcessing() => _run!.End();
}
