using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>Asks the models of a workflow about inputs in one call, and emits what each of them sees, in the order of the inputs.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "ClarifaiWorkflow", DefaultParameterSetName = "Path")]
// What Tab offers behind Where-Object: the kinds that people filter by. The help lists all.
[OutputType(typeof(Concept), typeof(RegionConcept), typeof(TextAnswer), typeof(PredictRow))]
public sealed class InvokeClarifaiWorkflowCommand : PredictCommand
{
    private PredictRun? _run;
    private InputReader? _inputs;

    /// <summary>The workflow: an id, user/app/workflow or the address of the workflow's page.</summary>
    [Parameter(Mandatory = true)]
    [ArgumentCompleter(typeof(WorkflowCompleter))]
    public string Workflow { get; set; } = "";

    /// <summary>Texts, for a workflow that reads texts. Their sources are "text" and their position.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TextSet)]
    [AllowEmptyString]
    public string[] Text { get; set; } = [];

    /// <summary>What the inputs are sent as: told by their content, or as said here. Default: Auto.</summary>
    [Parameter]
    public InputKind InputKind { get; set; } = InputKind.Auto;

    /// <summary>
    /// What is emitted: one object for each thing that the models say; one row or one whole object for each model and input; or the JSON
    /// text of the service's output. Default: Concept.
    /// </summary>
    [Parameter]
    public OutputForm As { get; set; } = OutputForm.Concept;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        var writer = new OutputWriter(this, As);
        _run = new PredictRun(
            this,
            () => WorkflowReference.Parse(Workflow),
            () => RunOptions,
            outcome => _run!.Write(outcome, writer),
            keepRaw: As is OutputForm.Raw);
        _inputs = new InputReader(this, InputKind.ToMediaKind(), _run);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _inputs!.Read(Text);

    /// <inheritdoc/>
    protected override void EndProcessing() => _run!.End();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _run?.Dispose();
    }
}
