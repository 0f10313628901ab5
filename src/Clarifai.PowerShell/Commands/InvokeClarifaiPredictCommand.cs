using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>Asks a model what is in pictures, videos and texts, and emits what it sees as objects, in the order of the inputs.</summary>
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
public sealed class InvokeClarifaiPredictCommand : ModelCommand
{
    private OutputWriter? _writer;

    /// <summary>Texts, for a model that reads texts. Their sources are "text" and their position.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TextSet)]
    [AllowEmptyString]
    public string[] Text { get; set; } = [];

    /// <summary>What the inputs are sent as: told by their content, or as said here. Default: Auto.</summary>
    [Parameter]
    public InputKind InputKind { get; set; } = InputKind.Auto;

    /// <summary>
    /// What is emitted: one object for each thing that the model says, one an input, or the JSON text of the service's output.
    /// Default: Concept.
    /// </summary>
    [Parameter]
    public OutputForm As { get; set; } = OutputForm.Concept;

    private protected override MediaKind? Kind => InputKind.ToMediaKind();

    private protected override bool NeedsRaw => As is OutputForm.Raw;

    private protected override IReadOnlyList<string> Texts => Text;

    private OutputWriter Writer => _writer ??= new OutputWriter(this, As);

    private protected override PredictTarget Target()
    {
        var target = (ModelReference)base.Target();
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

    private protected override void Write(PredictOutcome outcome)
    {
        Count(failed: outcome.Error is not null);
        if (outcome.Error is null)
        {
            Writer.Write(outcome.Output!);
        }
        else
        {
            WriteFailure(outcome.Error, outcome.Input.Source);
        }
    }
}
