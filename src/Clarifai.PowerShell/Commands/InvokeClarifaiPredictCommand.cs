using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>Asks a model what is in pictures, videos and texts, and emits what it sees as objects, in the order of the inputs.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "ClarifaiPredict", DefaultParameterSetName = "Path")]
// What Tab offers behind Where-Object: the kinds that people filter by. The help lists all.
[OutputType(typeof(Concept), typeof(RegionConcept), typeof(TextAnswer), typeof(PredictRow))]
public sealed class InvokeClarifaiPredictCommand : ModelCommand
{
    private PredictRun? _run;
    private InputReader? _inputs;

    /// <summary>Texts, for a model that reads texts. Their sources are "text" and their position.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TextSet)]
    [AllowEmptyString]
    public string[] Text { get; set; } = [];

    /// <summary>What the inputs are sent as: told by their content, or as said here. Default: Auto.</summary>
    [Parameter]
    public InputKind InputKind { get; set; } = InputKind.Auto;

    /// <summary>
    /// What is emitted: one object for each thing that the model says; one row or one whole object for each input; or the JSON text of
    /// the service's output. Default: Concept.
    /// </summary>
    [Parameter]
    public OutputForm As { get; set; } = OutputForm.Concept;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        var writer = new OutputWriter(this, As);
        _run = new PredictRun(
            this,
            Target,
            () => ModelOptions(SampleMs),
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

    private ModelReference Target()
    {
        ModelReference target = Reference();
        if (SampleMs is not null && (ParameterSetName == TextSet || InputKind is InputKind.Image))
        {
            throw new ClarifaiException(
                ErrorId.InvalidModelArgument, "Only videos are sampled: -SampleMs goes neither with -Text nor with -InputKind Image.");
        }

        if (ParameterSetName == TextSet && target.Public is not null)
        {
            throw new ClarifaiException(
                ErrorId.InvalidModelArgument,
                $"The model {target.Name} reads pictures. -Text needs a model that reads texts: name one with -Model, as user/app/model.");
        }

        return target;
    }
}
