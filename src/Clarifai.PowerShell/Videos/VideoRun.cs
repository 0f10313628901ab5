using Clarifai.PowerShell.Commands;

namespace Clarifai.PowerShell;

/// <summary>
/// The run of Get-ClarifaiVideoFrame: sends each video as a whole, in pieces or as frames, and writes the frames of the whole video.
/// </summary>
internal sealed class VideoRun : IInputTarget, IDisposable
{
    private readonly GetClarifaiVideoFrameCommand _command;
    private readonly PredictRun _run;
    private readonly Dictionary<PredictInput, Part> _parts = [];
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
        if (!_command.SampleLocally && (!_command.Split || input is UriInput))
        {
            _run.Accept(input);
            return;
        }

        var video = new IndexedInput(input, _run.Skip());
        using LocalVideo? local = Attempt(input, cancellation => LocalVideo.OpenAsync(input, cancellation));
        if (local is null || !(_command.SampleLocally ? AskFrames(video, local) : AskPieces(video, local)))
        {
            _run.Count(failed: true, isAnswered: false);
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
    }

    private void Write(PredictOutcome outcome)
    {
        ClarifaiException? failure = outcome.FirstError;
        if (_command.Split && failure is ClarifaiServiceException { Cause: ErrorCause.VideoTooLarge } refusal)
        {
            failure = refusal.Reworded(refusal.Problem, ErrorCause.VideoCannotBeCut);
        }

        _parts.TryGetValue(outcome.Input, out Part? part);
        _parts.Remove(outcome.Input);
        if (outcome.Output is { } output)
        {
            WriteFrames(output, part?.Place(output, output.Origin.About(part.Track.Video)) ?? output.Frames);
        }

        if (failure is not null)
        {
            _run.WriteFailure(failure, (part?.Track.Video.Input ?? outcome.Input).Source);
        }

        bool isAnswered = outcome.Output?.Observations.Count > 0;
        if (part is null)
        {
            _run.Count(failure is not null, isAnswered);
            return;
        }

        part.Track.Settle(failure is not null, isAnswered);
        EndIfDone(part.Track);
    }

    // False, with an error, if it cannot be cut.
    private bool AskPieces(IndexedInput video, LocalVideo local)
    {
        PredictInput input = video.Input;
        VideoSplit? split = Attempt(
            input, cancellation => new VideoSplitter(FfmpegLocator.Find()).SplitAsync(local.File, Limits, SampleMs, cancellation));
        if (split is null)
        {
            return false;
        }

        if (!split.IsCut)
        {
            local.Dispose();
            _run.Ask(input, video.Index);
            return true;
        }

        VideoTrack track = Track(video, split);
        _command.WriteVerbose($"'{input.Source}' is sent in {split.Pieces.Count} pieces.");
        ClarifaiException? damage = split.Damage?.ToError(local.File);
        var clock = new PieceClock(SampleMs);
        foreach (VideoPiece piece in split.Pieces)
        {
            PredictInput? part = InputReader.Create(
                this, piece.Path, path => FileInput.Create(path, MediaKind.Video, Limits, input.Source), out ClarifaiException? error);
            if (part is null)
            {
                damage = error;
                continue;
            }

            part.Part = new InputPart(input, (long)Math.Round(piece.Start.TotalMilliseconds), []);
            AskPart(track, part, (output, origin) => output.Frames
                .Select(frame => clock.TryPlace(piece, frame.TimeMs, out PlacedFrame at) ? VideoFrame.Place(frame, origin.At(at)) : null)
                .OfType<VideoFrame>());
        }

        track.Complete(damage);
        EndIfDone(track);
        return true;
    }

    // False, with an error, if it cannot be read.
    private bool AskFrames(IndexedInput video, LocalVideo local)
    {
        PredictInput input = video.Input;
        var options = new FrameSamplerOptions { SampleMs = SampleMs, MaximumDimension = _command.MaximumDimension };
        using FrameSampler? sampler = Attempt(
            input, cancellation => FrameSampler.OpenAsync(FfmpegLocator.Find(), local.File, options, cancellation));
        if (sampler is null)
        {
            return false;
        }

        // A video that is damaged or ends early has returned its frames by then.
        ClarifaiException? damage = null;
        VideoTrack track = Track(video, files: null);
        while (Attempt(_ => sampler.ReadNextAsync(), error => damage = error) is { } frame)
        {
            IReadOnlyList<PlacedFrame> places = frame.Places;
            var picture = PredictInput.FromBytes(frame.Content, $"{input.Source} at {frame.TimeMs} ms", MediaKind.Image);
            picture.Part = new InputPart(input, Start: null, [.. places.Select(place => (place.Index, place.TimeMs))]);
            AskPart(track, picture, (output, origin) => places.Select(place => VideoFrame.Place(output, origin.At(place))));
        }

        track.Complete(damage);
        EndIfDone(track);
        return true;
    }

    private void AskPart(VideoTrack track, PredictInput input, Func<PredictOutput, AnswerOrigin, IEnumerable<VideoFrame>> place)
    {
        _parts.Add(input, new Part(track, place));
        track.Expect();
        _run.Ask(input, track.Video.Index);
    }

    private VideoTrack Track(IndexedInput video, IDisposable? files)
    {
        var track = new VideoTrack(video, files);
        _tracks.Add(track);
        return track;
    }

    private void EndIfDone(VideoTrack track)
    {
        if (track.IsDone)
        {
            _tracks.Remove(track);
            track.Dispose();
            _run.Count(track.HasFailed, track.IsAnswered);
            if (track.Damage is { } damage)
            {
                _run.WriteFailure(damage, track.Video.Input.Source);
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

    /// <summary>A part of a video that is sent as a separate input.</summary>
    /// <param name="Track">The video.</param>
    /// <param name="Place">The frames of the whole video in an answer for this part; their origin is given without the frame.</param>
    private sealed record Part(VideoTrack Track, Func<PredictOutput, AnswerOrigin, IEnumerable<VideoFrame>> Place);
}
