using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>Sends videos to a model and emits one object per frame, in the order of the inputs and of time.</summary>
[Cmdlet(VerbsCommon.Get, "ClarifaiVideoFrame", DefaultParameterSetName = "Path")]
[Alias("Get-ClarifaiVideoFrames")]
// The types that Tab completion offers after Where-Object: those that people filter by. The help lists all.
[OutputType(typeof(VideoFrame), typeof(Concept), typeof(RegionConcept))]
public sealed class GetClarifaiVideoFrameCommand : ModelCommand
{
    private VideoRun? _run;

    /// <summary>Splits videos that exceed the service's limits into pieces, with ffmpeg.</summary>
    [Parameter]
    public SwitchParameter Split { get; set; }

    /// <summary>Extracts the frames on this machine, with ffmpeg, and sends them as images: for models that do not accept videos.</summary>
    [Parameter]
    public SwitchParameter SampleLocally { get; set; }

    /// <summary>The output: one object per frame, or one flat object for each thing found in it. Default: Frame.</summary>
    [Parameter]
    public FrameForm As { get; set; } = FrameForm.Frame;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Split && SampleLocally)
        {
            RefuseArguments(
                "SplitAndSampleLocally", "Specify either -Split, to send a video in pieces, or -SampleLocally, to send frames of it.");
        }

        if (MaximumDimension is not null && !SampleLocally)
        {
            RefuseArguments(
                "MaximumDimensionWithoutSampleLocally",
                "Videos are sent unchanged: -MaximumDimension requires -SampleLocally, which sends their frames.");
        }

        _run = new VideoRun(
            this,
            write => new PredictRun(
                this,
                Reference,
                () => ModelOptions(SampleLocally ? null : SampleMs),
                write,
                CheckpointPath,
                Force,
                shrinks: false));
        Inputs = new InputReader(this, InputKind.Video, _run, shard: Shard, shardRoot: ShardRoot);
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => _run!.End();
}
