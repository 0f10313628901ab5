using Clarifai.PowerShell.Commands;

namespace Clarifai.PowerShell;

/// <summary>
/// The run of Get-ClarifaiVideoFrame: sends each video as a whole, in pieces or as frames, and writes the frames of the whole video.
/// </summary>
internal sealed class VideoRun : IInputTarget, IDisposable
{
    private readonly GetClarifaiVideoFrameCommand _command;
    private readonly PredictRun _run;
    private readonly Dictionary<PredictInput, VideoPart> _parts = [];
    private readonly HashSet<VideoTrack> _tracks = [];

    /// <param name="command">The cmdlet.</param>
    /// <param name="begin">Starts the run that sends the parts, with a callback for each outcome.</param>
    public VideoRun(GetClarifaiVideoFrameCommand command, Func<Action<PredictOutcome>, PredictRun> begin)
    {
        _command = command;

        // Owned before the run is: files are removed when it no longer reads them.
        command.Own(this);
        _run = begin(Write);
    }

    public void Expect(int count) => _run.Expect(count);

    public int NextIndex => _run.NextIndex;

    public ServiceLimits Limits => _run.Limits;

    private int SampleMs => _command.SampleMs ?? PredictOptions.DefaultSampleMs;

    public ClarifaiException? Check(PredictInput input)
    {
        if (input is UriInput)
        {
            return _command.SampleLocally
                ? new ClarifaiException(
                    ErrorId.InputRejected,
                    $"'{input.ShownSource}' is not on this machine: -SampleLocally accepts files, bytes, and streams.")
                : null;
        }

        // A GIF can be an image or a video, depending on the command.
        if (input.Format?.Demuxer is null)
        {
            return new ClarifaiException(
                ErrorId.UnsupportedMediaType,
                $"'{input.Source}' is not a video that the service can read; {MediaFormat.Impression(input.Format)}. "
                + "It reads MP4, QuickTime, AVI, Windows Media, Matroska, 3GPP, and GIF.");
        }

        return _command.Split || _command.SampleLocally ? null : _run.Check(input);
    }

    public bool MakeRoom(ClarifaiException shortage) => _run.MakeRoom(shortage);

    public void Accept(PredictInput input)
    {
        if (_command.SampleLocally)
        {
            AskFrames(input, _run.Skip());
        }
        else if (_command.Split && input is not UriInput)
        {
            AskPieces(input, _run.Skip());
        }
        else
        {
            _run.Accept(input);
        }
    }

    public void Refuse(ClarifaiException error, string source) => _run.Refuse(error, source);

    /// <summary>Ends the input.</summary>
    public void End() => _run.End();

    public void Dispose()
    {
        foreach (VideoTrack track in _tracks)
        {
            track.Dispose();
        }

        _tracks.Clear();
    }

    private void Write(PredictOutcome outcome)
    {
        ClarifaiException? failure = outcome.FirstError;
        bool failed = failure is not null;
        _parts.TryGetValue(outcome.Input, out VideoPart? part);
        _parts.Remove(outcome.Input);
        if (outcome.Output is { } output)
        {
            WriteFrames(output, part?.Frames(output) ?? output.Frames);
        }

        if (failure is not null)
        {
            _run.WriteFailure(failure, part?.Track.Source ?? outcome.Input.Source);
        }

        bool isAnswered = outcome.Output?.Observations.Count > 0;
        if (part is null)
        {
            _run.Count(failed, isAnswered);
            return;
        }

        part.Track.Settle(failed, isAnswered);
        EndIfDone(part.Track);
    }

    private void AskPieces(PredictInput input, int index)
    {
        if (Attempt(input, cancellation => VideoPieces.CutAsync(input, Limits, SampleMs, cancellation)) is not { } pieces)
        {
            _run.Count(failed: true, isAnswered: false);
            return;
        }

        if (!pieces.IsCut)
        {
            pieces.Dispose();
            _run.Ask(input, index);
            return;
        }

        _command.WriteVerbose($"'{input.Source}' is sent in {pieces.All.Count} pieces.");
        VideoTrack track = Track(input, index, pieces);
        var clock = new PieceClock(SampleMs);
        foreach (VideoPiece piece in pieces.All)
        {
            AskPart(FileInput.Create(piece.Path, MediaKind.Video, Limits, track.Source), new PiecePart(track, piece, clock));
        }

        if (pieces.Damage is { } damage)
        {
            track.Fail(damage);
        }

        track.Complete();
        EndIfDone(track);
    }

    private void AskFrames(PredictInput input, int index)
    {
        if (Attempt(
            input,
            cancellation => VideoFrames.OpenAsync(input, SampleMs, _command.MaximumDimension, cancellation)) is not { } frames)
        {
            _run.Count(failed: true, isAnswered: false);
            return;
        }

        VideoTrack track = Track(input, index, frames);
        while (Attempt(_ => frames.ReadNextAsync(), track.Fail) is { } frame)
        {
            var picture = PredictInput.FromBytes(frame.Content, $"{input.Source} at {frame.TimeMs} ms", MediaKind.Image);
            AskPart(picture, new FramePart(track, frame));
        }

        track.Complete();
        EndIfDone(track);
    }

    private void AskPart(PredictInput input, VideoPart part)
    {
        input.Part = part.Place;
        _parts.Add(input, part);
        part.Track.Expect();
        _run.Ask(input, part.Track.Index);
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
            _run.Count(track.HasFailed, track.IsAnswered);
            if (track.Damage is { } damage)
            {
                _run.WriteFailure(damage, track.Source);
            }
        }
    }

    private T? Attempt<T>(PredictInput input, Func<CancellationToken, Task<T>> work)
        where T : class? => Attempt(work, error => _run.WriteFailure(error, input.Source));

    private T? Attempt<T>(Func<CancellationToken, Task<T>> work, Action<ClarifaiException> fail)
        where T : class? => ClarifaiCommand.Attempt(() => _command.Wait(work), fail);

    private void WriteFrames(PredictOutput output, IEnumerable<VideoFrame> frames)
    {
        bool isEmpty = true;
        foreach (VideoFrame frame in frames)
        {
            isEmpty = false;
            if (_command.As is FrameForm.Frame)
            {
                _command.WriteObject(frame);
            }
            else
            {
                _command.WriteObject(frame.Observations, enumerateCollection: true);
            }
        }

        if (isEmpty)
        {
            _command.WriteVerbose($"'{output.Origin.ShownSource}': the model found nothing.");
        }
    }
}
