namespace Clarifai;

/// <summary>
/// Asks a model or a workflow about any number of inputs: in batches, several at a time, with outcomes in the order of the inputs. One
/// thread feeds it and takes the outcomes from it: <see cref="Add(PredictInput)"/> never waits, and <see cref="Take"/> does while as much
/// is under way as may be, so that whoever takes after each input takes in no more than can be dealt with.
/// </summary>
internal sealed class PredictPump : IDisposable
{
    // A file that was looked at stays open until its request is answered: opening it again costs more. Of what the process may have open,
    // this many at most, and a third at most.
    private const int MostOpenFiles = 512;
    private const int OpenFilesShare = 3;

    // Answers of a checkpoint that wait behind an input that is under way, for each request that may be.
    private const int MostWaiting = 1000;

    private readonly PumpOptions _options;
    private readonly ClarifaiClient _client;
    private readonly Clock _clock;
    private readonly Outage _outage = new();
    private readonly BatchSender _sender;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _cancellation;

    // What the workers have to say, to be heard on the thread that feeds the pump.
    private readonly Mailbox _mail = new();

    // Inputs without an outcome that was taken, in order, and the outcomes that wait for those before them.
    private readonly Queue<IndexedInput> _order = new();
    private readonly Dictionary<IndexedInput, PredictOutcome> _parked = [];
    private readonly Queue<PredictOutcome> _ready = new();

    // What could not be sent, as long as it may be that the service is gone.
    private readonly List<PredictOutcome> _held = [];

    // Batches that wait to be sent, and ones that were answered and wait for their turn.
    private readonly Queue<Batch> _full = new();
    private readonly List<Batch> _answered = [];
    private Batch _batch;
    private int _inFlight;
    private int _openFiles;
    private int _mostOpenFiles = MostOpenFiles;
    private RetryCount? _shortage;
    private bool _isComplete;
    private PredictOutcome? _fatal;

    /// <param name="client">Where to ask; it outlives the pump.</param>
    /// <param name="options">What and how to ask.</param>
    /// <param name="clock">The clock to wait by; null for the system's.</param>
    /// <param name="cancellationToken">Ends all requests.</param>
    /// <exception cref="ClarifaiException">The options do not fit the model (InvalidModelArgument).</exception>
    public PredictPump(ClarifaiClient client, PumpOptions options, Clock? clock = null, CancellationToken cancellationToken = default)
    {
        options.Target.EnsureFits(options.Predict);
        _caller = cancellationToken;
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _options = options;
        _client = client;
        _clock = clock ?? Clock.System;
        _batch = new Batch(options.BatchSize, options.Target, options.Predict, client.Limits);
#if NET
        int? handles = UnixFile.FindHandlesLeft();
#else
        int? handles = null;
#endif
        _mostOpenFiles = Math.Min(MostOpenFiles, (handles ?? int.MaxValue) / OpenFilesShare);
        _sender = new BatchSender(
            client,
            options,
            _clock,
            new RequestRoom(handles, () => _mail.Post(LetGo)),
            outcomes => _mail.Post(() => Settle(outcomes)),
            trace =>
            {
                TimeSpan now = _clock.Elapsed;
                _mail.Post(() => Hear(trace, now));
            });
    }

    /// <summary>Tells how each HTTP request ended; raised on the thread that feeds the pump.</summary>
    public event Action<RequestTrace>? Traced;

    /// <summary>Inputs counted so far.</summary>
    public int InputCount { get; private set; }

    /// <summary>Counts an input that is not sent as it is, so that the positions of the others tell where they stood.</summary>
    /// <returns>Its position.</returns>
    public int Skip() => InputCount++;

    /// <summary>Takes an input in, and sends what can be sent.</summary>
    public void Add(PredictInput input) => Add(input, InputCount++);

    /// <summary>Takes in a part of an input that was counted before, such as a frame of a video.</summary>
    public void Add(PredictInput input, int index)
    {
        if (_fatal is not null)
        {
            input.Release();
            return;
        }

        var indexed = new IndexedInput(input, index);
        _order.Enqueue(indexed);
        try
        {
            if (_options.Checkpoint?.Find(indexed) is { } kept)
            {
                input.Release();
                Park([kept]);
                return;
            }
        }
        catch (ClarifaiException e)
        {
            Fail(indexed, e);
            EndIfFailed();
            return;
        }

        if (!_batch.HasRoomFor(input))
        {
            Close();
        }

        _batch.Add(indexed, MayStayOpen(input));
        if (_batch.IsFull)
        {
            Close();
        }

        Send();
    }

    /// <summary>
    /// Lets go of files that are open, or waits until something is closed, where the process has as many files open as it may.
    /// </summary>
    /// <param name="shortage">What says so.</param>
    /// <returns>False where that has been waited for in vain.</returns>
    /// <exception cref="OperationCanceledException">The pump was cancelled.</exception>
    public bool MakeRoom(ClarifaiException shortage)
    {
        if (_fatal is not null)
        {
            return false;
        }

        if (_openFiles > 0 && _mostOpenFiles > 0)
        {
            LetGo();
            return true;
        }

        _mostOpenFiles = 0;
        if (_inFlight > 0)
        {
            _mail.Take(_cancellation.Token)();
            Send();
            return true;
        }

        _shortage ??= new RetryCount();
        TimeSpan now = _clock.Elapsed;
        if (_options.Retry.NextDelay(shortage, _shortage, _clock.NextRandom(), now) is not { } delay)
        {
            return false;
        }

        _shortage.Add(shortage.Action, now);
        _clock.DelayAsync(delay, _cancellation.Token).GetAwaiter().GetResult();
        return true;
    }

    /// <summary>No further input will come: sends what is left.</summary>
    public void Complete()
    {
        _isComplete = true;
        Close();
        Send();
    }

    /// <summary>
    /// Outcomes in the order of the inputs, as they become known. It waits while the pump is full, and after <see cref="Complete"/> until
    /// there are no more.
    /// </summary>
    /// <exception cref="OperationCanceledException">The pump was cancelled.</exception>
    public IEnumerable<PredictOutcome> Take()
    {
        do
        {
            while (_ready.Count > 0)
            {
                yield return _ready.Dequeue();
            }
        }
        while (Hear());
    }

    /// <summary>Ends all requests. May be called by any thread, at any time, more than once.</summary>
    public void Cancel() => _cancellation.Cancel();

    /// <summary>
    /// Ends all requests. The token source and the queue are left to the garbage collector: requests that are just ending still use them.
    /// </summary>
    public void Dispose()
    {
        Cancel();
        Release();
    }

    // Batches of one have nothing to fill while they wait: an answer comes before the next input is taken.
    private bool IsFull =>
        _full.Count > 0
        || _order.Count >= MostWaiting * _options.ThrottleLimit
        || (_batch.HoldsOne && _inFlight >= _options.ThrottleLimit);

    // Answers that wait for their turn are bounded too: one that does not come must not let the rest of the source pile up behind it.
    private bool MaySend =>
        _inFlight < _options.ThrottleLimit && _answered.Count < _options.ThrottleLimit;

    private void Close()
    {
        if (_batch.Inputs.Count > 0)
        {
            _full.Enqueue(_batch);
            _batch = _batch.Next();
        }
    }

    private void Send()
    {
        // Nothing under way, or no room for more: waiting would only make the answers late.
        if (_full.Count == 0 && (_inFlight == 0 || IsFull))
        {
            Close();
        }

        while (_full.Count > 0 && MaySend)
        {
            Batch batch = _full.Dequeue();
            _inFlight++;
            var sending = Task.Run(() => _sender.SendAsync(batch.Inputs, _cancellation.Token));
            _ = sending.ContinueWith(
                _ => _mail.Post(() => End(batch, sending)), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    // Hears what the workers have said, and waits for more where that is needed. False where the next input may come, or nothing will.
    private bool Hear()
    {
        while (_mail.TryTake() is { } heard)
        {
            heard();
        }

        if (_fatal is null)
        {
            _cancellation.Token.ThrowIfCancellationRequested();
        }

        Send();
        if (_inFlight == 0 && (_isComplete || IsFull))
        {
            ParkHeld();
            Send();
        }

        bool mustWait = _fatal is null ? IsFull || (_isComplete && _inFlight > 0) : _inFlight > 0;
        if (mustWait && _ready.Count == 0)
        {
            // Requests that the pump has ended itself still tell what they had been answered until then.
            _mail.Take(_fatal is null ? _cancellation.Token : _caller)();
        }

        return mustWait || _ready.Count > 0;
    }

    private void Hear(RequestTrace trace, TimeSpan now)
    {
        _outage.Note(trace, now);
        Traced?.Invoke(trace);
        if (!_outage.IsGoingOn)
        {
            ParkHeld();
        }

        if (_outage.IsOver && _fatal is null)
        {
            List<IndexedInput> left = [.. _order.Where(input => !_parked.ContainsKey(input))];
            string later = _options.Checkpoint is null ? "" : " A later run with the same checkpoint goes on from here.";
            Fail(left[0], new ClarifaiException(
                ErrorId.ConnectionLost,
                $"The service at {_client.Host} has been out of reach for {_outage.Duration.TotalSeconds:N0} s and "
                + $"{_outage.RequestCount:N0} requests in a row: the run was ended. Inputs left: {left.Count:N0}.{later}",
                trace.Error));
        }
    }

    // Of what could not be sent while the service is out of reach, the end of the run may say it once.
    private void ParkHeld()
    {
        List<PredictOutcome> held = [.. _held];
        _held.Clear();
        Park(held);
    }

    private void Settle(IReadOnlyList<PredictOutcome> outcomes)
    {
        if (_outage.IsGoingOn && !_batch.HoldsOne && outcomes.All(outcome => outcome.Error?.ErrorId is ErrorId.ConnectionFailed))
        {
            _held.AddRange(outcomes);
        }
        else
        {
            Park(outcomes);
        }
    }

    private void Park(IReadOnlyList<PredictOutcome> outcomes)
    {
        foreach (PredictOutcome outcome in outcomes)
        {
            _parked.Add(outcome.Indexed, outcome);
        }

        while (_fatal is null && _order.Count > 0 && _parked.TryGetValue(_order.Peek(), out PredictOutcome? next))
        {
            _parked.Remove(_order.Dequeue());
            _ready.Enqueue(next);
        }

        _answered.RemoveAll(batch => !_parked.ContainsKey(batch.Last));
    }

    private void End(Batch batch, Task sending)
    {
        _inFlight--;
        _openFiles -= batch.OpenFileCount;
        if (_parked.ContainsKey(batch.Last))
        {
            _answered.Add(batch);
        }

        try
        {
            sending.GetAwaiter().GetResult();
        }
        catch (ClarifaiException e)
        {
            Fail(batch.Inputs.FirstOrDefault(input => _order.Contains(input) && !_parked.ContainsKey(input)) ?? batch.Inputs[0], e);
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            // The run was ended: nobody waits for this batch any more.
        }
        catch
        {
            Cancel();
            throw;
        }

        EndIfFailed();
    }

    // No later input can have an answer.
    private void Fail(IndexedInput input, ClarifaiException error)
    {
        _fatal ??= new PredictOutcome(input, error);
        _full.Clear();
        _batch = _batch.Next();
        Cancel();
        Release();
    }

    private bool MayStayOpen(PredictInput input)
    {
        _shortage = null;
        if (input is not FileInput)
        {
            return false;
        }

        if (_openFiles < _mostOpenFiles)
        {
            _openFiles++;
            return true;
        }

        input.Release();
        return false;
    }

    // From now on files are open only while they are read.
    private void LetGo()
    {
        _mostOpenFiles = 0;
        Release();
    }

    // What waits is not kept open; it can be sent nevertheless.
    private void Release()
    {
        foreach (IndexedInput waiting in _order)
        {
            waiting.Input.Release();
        }
    }

    // What has been answered has been paid for: it comes out before the error, whatever stands before it in the order.
    private void EndIfFailed()
    {
        if (_fatal is not null && _inFlight == 0)
        {
            foreach (IndexedInput input in _order.Where(_parked.ContainsKey))
            {
                _ready.Enqueue(_parked[input]);
            }

            _ready.Enqueue(_fatal);
            _order.Clear();
            _parked.Clear();
        }
    }
}
