using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>
/// Asks a model what is in the frames of videos, and emits one object a frame, in the order of the inputs and of the times.
/// </summary>
[Cmdlet(VerbsCommon.Get, "ClarifaiVideoFrame", DefaultParameterSetName = "Path")]
[Alias("Get-ClarifaiVideoFrames")]
// What Tab offers behind Where-Object: the kinds that people filter by. The help lists all.
[OutputType(typeof(VideoFrame), typeof(Concept), typeof(RegionConcept))]
public sealed class GetClarifaiVideoFrameCommand : ModelCommand
{
    private VideoRun? _run;
    private InputReader? _inputs;

    /// <summary>Cuts videos that are larger or longer than the service takes into pieces, with ffmpeg.</summary>
    [Parameter]
    public SwitchParameter Split { get; set; }

    /// <summary>Takes the frames on this machine, with ffmpeg, and sends them as pictures: for models that take no videos.</summary>
    [Parameter]
    public SwitchParameter SampleLocally { get; set; }

    /// <summary>What is emitted: one object a frame, or one flat object for each thing that the model says of it. Default: Frame.</summary>
    [Parameter]
    public FrameForm As { get; set; } = FrameForm.Frame;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Split && SampleLocally)
        {
            ThrowTerminatingError(new ErrorRecord(
                new ArgumentException("Either -Split sends a video in pieces, or -SampleLocally sends frames of it: give one of them."),
                "SplitAndSampleLocally",
                ErrorCategory.InvalidArgument,
                null));
        }

        _run = new VideoRun(this, write => new PredictRun(this, Reference, () => ModelOptions(SampleLocally ? null : SampleMs), write));
        _inputs = new InputReader(this, MediaKind.Video, _run);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _inputs!.Read();

    /// <inheritdoc/>
    protected override void EndProcessing() => _run!.End();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _run?.Dispose();
    }
}
