using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>Sends images, videos and texts to a model and emits what it finds as objects, in the order of the inputs.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "ClarifaiPredict", DefaultParameterSetName = "Path")]
// The types that Tab completion offers after Where-Object: those that people filter by. The help lists all.
[OutputType(typeof(Concept), typeof(RegionConcept), typeof(TextAnswer), typeof(PredictRow))]
public sealed class InvokeClarifaiPredictCommand : ModelCommand
{
    private PredictRun? _run;

    /// <summary>Texts, for a text model. Their sources are "text" and their position.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TextSet)]
    [AllowEmptyString]
    public string[] Text { get; set; } = [];

    /// <summary>The kind the inputs are sent as. Default: Auto, detected from their content.</summary>
    [Parameter]
    public InputKind InputKind { get; set; } = InputKind.Auto;

    /// <summary>
    /// The output: one object for each thing found; one row or one whole object per input; or the JSON text of the service's output.
    /// Default: Concept.
    /// </summary>
    [Parameter]
    public OutputForm As { get; set; } = OutputForm.Concept;

    /// <inheritdoc/>
    protected override void BeginProcessing() => _run = Begin(Target, () => ModelOptions(SampleMs), InputKind, As);

    /// <inheritdoc/>
    protected override void ProcessRecord() => Inputs!.Read(Text);

    /// <inheritdoc/>
    protected override void EndProcessing() => _run!.End();

    private ModelReference Target()
    {
        ModelReference target = Reference();
        if (SampleMs is not null && (ParameterSetName == TextSet || InputKind is InputKind.Image))
        {
            throw new ClarifaiException(
                ErrorId.InvalidModelArgument, "-SampleMs applies to videos only: it cannot be combined with -Text or -InputKind Image.");
        }

        if (ParameterSetName == TextSet && target.Public is not null)
        {
            throw new ClarifaiException(
                ErrorId.InvalidModelArgument,
                $"The model '{target.Name}' accepts images. -Text requires a text model: specify one with -Model, as user/app/model.");
        }

        return target;
    }
}
