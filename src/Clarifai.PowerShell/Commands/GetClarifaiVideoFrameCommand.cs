using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>
/// Asks a model what is in the frames of videos, and emits one object a frame, in the order of the inputs and of the times.
/// </summary>
[Cmdlet(VerbsCommon.Get, "ClarifaiVideoFrame", DefaultParameterSetName = "Path")]
[Alias("Get-ClarifaiVideoFrames")]
[OutputType(
    typeof(VideoFrame),
    typeof(FrameConcept),
    typeof(FrameRegionConcept),
    typeof(Region),
    typeof(Color),
    typeof(Embedding),
    typeof(Focus),
    typeof(TextAnswer),
    typeof(Mask),
    typeof(Cluster))]
public sealed class GetClarifaiVideoFrameCommand : ModelCommand
{
    private const int DefaultSampleMs = 1000;

    private readonly Dictionary<PredictInput, VideoPart> _parts = [];
    private readonly HashSet<VideoTrack> _tracks = [];

    /// <summary>Cuts videos that are larger or longer than the service takes into pieces, with ffmpeg.</summary>
    [Parameter]
    public SwitchParameter Split { get; set; }

    /// <summary>Takes the frames on this machine, with ffmpeg, and sends them as pictures: for models that take no videos.</summary>
    [Parameter]
    public SwitchParameter SampleLocally { get; set; }

    /// <summary>What is emitted: one object a frame, or one flat object for each thing that the model says of it. Default: Frame.</summary>
    [Parameter]
    public FrameForm As { get; set; } = FrameForm.Frame;

    private protected override MediaKind? Kind => MediaKind.Video;

    private protected override int? ServiceSampleMs => SampleLocally ? null : SampleMs;

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

        base.BeginProcessing();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        foreach (VideoTrack track in _tracks)
        {
            track.Dispose();
        }

        _tracks.Clear();
    }

    private protected override ClarifaiException? Check(PredictInput input)
    {
        if (input is UriInput)
        {
            return SampleLocally
                ? new ClarifaiException(
                    ErrorId.InputRejected,
                    $"'{input.ShownSource}' is not on this machine: -SampleLocally takes files, bytes and streams.")
                : null;
        }

        // A GIF is a picture or a video, as one asks.
        if (input.Format?.Demuxer is null)
        {
            return new ClarifaiException(
                ErrorId.UnsupportedMediaType,
                $"'{input.Source}' is no video that the service reads: its content is {input.Format?.Name ?? "of an unknown format"}. "
                + "It reads MP4, QuickTime, AVI, Windows Media, Matroska, 3GPP and GIF.");
        }

        return Split || SampleLocally ? null : base.Check(input);
    }

    private protected override void Accept(PredictInput input)
    {
        if (SampleLocally)
        {
            AskFrames(input);
        }
        else if (Split && input is not UriInput)
        {
            AskPieces(input);
        }
        else
        {
            base.Accept(input);
        }
    }

    private protected override void Write(PredictOutcome outcome)
    {
        _parts.TryGetValue(outcome.Input, out VideoPart? part);
        _parts.Remove(outcome.Input);
        if (outcome.Error is not null)
        {
            WriteFailure(outcome.Error, part?.Track.Source ?? outcome.Input.Source);
        }
        else
        {
            WriteFrames(outcome.Output!, part?.Frames(outcome.Output!) ?? outcome.Output!.Frames);
        }

        if (part is null)
        {
            Count(failed: outcome.Error is not null);
            return;
        }

        part.Track.Settle(failed: outcome.Error is not null);
        EndIfDone(part.Track);
    }

    private void AskPieces(PredictInput input)
    {
        int index = Pump.Skip();
        int sampleMs = SampleMs ?? DefaultSampleMs;
        if (Attempt(input, cancellation => VideoPieces.CutAsync(input, Limits, sampleMs, cancellation)) is not { } pieces)
        {
            Count(failed: true);
            return;
        }

        if (!pieces.IsCut)
        {
            pieces.Dispose();
            Pump.Add(input, index);
            WriteTaken();
            return;
        }

        WriteVerbose($"{input.Source} is sent in {pieces.All.Count} pieces.");
        VideoTrack track = Track(input, index, pieces);
        var clock = new PieceClock(sampleMs);
        foreach (VideoPiece piece in pieces.All)
        {
            AskPart(FileInput.Create(piece.Path, MediaKind.Video, Limits, isTemporary: true), new PiecePart(track, piece, clock));
        }

        track.Complete();
        EndIfDone(track);
    }

    private void AskFrames(PredictInput input)
    {
        int index = Pump.Skip();
        if (Attempt(input, cancellation => VideoFrames.OpenAsync(input, SampleMs ?? DefaultSampleMs, cancellation)) is not { } frames)
        {
            Count(failed: true);
            return;
        }

        VideoTrack track = Track(input, index, frames);
        while (NextFrame(input, frames, track) is { } frame)
        {
            var picture = PredictInput.FromBytes(frame.Content, $"{input.Source} at {frame.TimeMs} ms", MediaKind.Image);
            AskPart(picture, new FramePart(track, frame));
        }

        track.Complete();
        EndIfDone(track);
    }

    private SampledFrame? NextFrame(PredictInput input, VideoFrames frames, VideoTrack track)
    {
        SampledFrame? frame = null;
        ClarifaiException? failure = null;
        try
        {
            frame = Wait(_ => frames.ReadNextAsync());
        }
        catch (ClarifaiException e)
        {
            failure = e;
        }

        if (failure is not null)
        {
            track.Fail();
            WriteFailure(failure, input.Source);
        }

        return frame;
    }

    private void AskPart(PredictInput input, VideoPart part)
    {
        _parts.Add(input, part);
        part.Track.Expect();
        Pump.Add(input, part.Track.Index);
        WriteTaken();
    }

    private VideoTrack Track(PredictInput input, int index, IDisposable files)
    {
        var track = new VideoTrack(input, index, files);
        _tracks.Add(track);
        return track;
    }

    private void EndIfDone(VideoTrack track)
    {
        if (track.IsDone && _tracks.Remove(track))
        {
            track.Dispose();
            Count(track.HasFailed);
        }
    }

    private T? Attempt<T>(PredictInput input, Func<CancellationToken, Task<T>> work)
        where T : class
    {
        ClarifaiException failure;
        try
        {
            return Wait(work);
        }
        catch (ClarifaiException e)
        {
            failure = e;
        }

        WriteFailure(failure, input.Source);
        return null;
    }

    private void WriteFrames(PredictOutput output, IEnumerable<VideoFrame> frames)
    {
        bool isEmpty = true;
        foreach (VideoFrame frame in frames)
        {
            isEmpty = false;
            if (As is FrameForm.Frame)
            {
                WriteObject(frame);
            }
            else
            {
                WriteObject(frame.Observations, enumerateCollection: true);
            }
        }

        if (isEmpty)
        {
            WriteVerbose($"{output.ShownSource}: the model has nothing to say.");
        }
    }
}
