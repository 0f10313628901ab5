using Clarifai.PowerShell.Commands;

namespace Clarifai.PowerShell;

/// <summary>Counts inputs, and the requests that a prediction would send them in, without sending anything.</summary>
internal sealed class DryRun : IInputTarget, IDisposable
{
    private readonly MeasureClarifaiInputCommand _command;
    private readonly List<RefusedInput> _refused = [];
    private readonly Queue<(PredictInput Input, Task<PredictOutcome?> Shrinking)> _shrinking = new();
    private readonly RequestRoom _room = new(handles: null, letGo: () => { });
    private readonly PictureShrinker? _shrinker;
    private readonly VideoMeter _videoLengths;

    // Scales images without a connection.
    private readonly EngineBeside _ownEngine = new();
    private Batch _batch;
    private int _inputs;
    private int _videos;
    private int _requests;
    private long _bytes;
    private long _bytesToSend;

    /// <param name="command">Its parameters.</param>
    /// <param name="connection">The connection to predict with; null if there is none.</param>
    public DryRun(MeasureClarifaiInputCommand command, ClarifaiConnection? connection)
    {
        _command = command;
        Limits = connection?.Limits ?? ServiceLimits.Current;
        if (command.MaximumDimension is { } dimension)
        {
            _shrinker = new PictureShrinker(
                command.EngineFor(connection, connection?.EngineBeside ?? _ownEngine),
                dimension,
                Limits,
                new RetryPolicy(),
                ClarifaiClient.DefaultTimeout);
            Limits = PictureShrinker.Accepted(Limits);
        }

        _batch = new Batch(command.BatchSizeFor(connection), ModelReference.Default, new PredictOptions(), Limits);
        _videoLengths = new VideoMeter(command, Limits);
    }

    public int NextIndex => _inputs + _refused.Count + _shrinking.Count;

    public ServiceLimits Limits { get; }

    public void Expect(int count)
    {
        // It counts by itself.
    }

    public ClarifaiException? Check(PredictInput input) => input.Check(Limits) ?? _videoLengths.Check(input);

    public bool MakeRoom(ClarifaiException shortage) => false;

    public void Accept(PredictInput input)
    {
        input.Release();
        if (_shrinker is null)
        {
            Count(input, input.Length);
            return;
        }

        _shrinking.Enqueue((input, _shrinker.ShrinkAsync(new IndexedInput(input, NextIndex), _room, _command.Cancellation)));
        if (_shrinking.Count > 2 * Environment.ProcessorCount)
        {
            CountNext();
        }
    }

    public void Refuse(ClarifaiException error, string source) => _refused.Add(new RefusedInput(source, error));

    /// <summary>The counts of all inputs.</summary>
    public InputMeasure End()
    {
        while (_shrinking.Count > 0)
        {
            CountNext();
        }

        EndRequest();
        return new InputMeasure
        {
            Inputs = _inputs,
            Images = _inputs - _videos,
            Videos = _videos,
            Bytes = _bytes,
            BytesToSend = _bytesToSend,
            Requests = _requests,
            Refused = new AnswerList<RefusedInput>(_refused),
        };
    }

    public void Dispose() => _ownEngine.End();

    private void CountNext()
    {
        (PredictInput input, Task<PredictOutcome?> shrinking) = _shrinking.Dequeue();
        if (_command.OrTerminate(() => _command.Wait(_ => shrinking)) is { Error: { } error })
        {
            _refused.Add(new RefusedInput(input.Source, error));
            return;
        }

        long length = input.Sent?.Content.Length ?? input.Length;
        input.Sent = null;
        Count(input, length);
    }

    private void Count(PredictInput input, long lengthToSend)
    {
        if (!_batch.HasRoomFor(input))
        {
            EndRequest();
        }

        _batch.Add(new IndexedInput(input, _inputs));
        _inputs++;
        _videos += input.Kind is MediaKind.Video ? 1 : 0;
        _bytes += input.Length;
        _bytesToSend += lengthToSend;
    }

    private void EndRequest()
    {
        _requests += _batch.Inputs.Count > 0 ? 1 : 0;
        _batch = _batch.Next();
    }
}
