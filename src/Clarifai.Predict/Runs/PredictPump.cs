namespace Clarifai;

/// <summary>
/// Sends any number of inputs to a model or workflow: in batches, several at a time, with outcomes in the order of the inputs. One thread
/// feeds it and takes the outcomes: <see cref="Add"/> never waits, and <see cref="Take"/> waits while the pump is full, so
/// that calling it after each input limits what is in memory.
/// </summary>
internal sealed class PredictPump : IDisposable
{
    // A file stays open from format detection until its request is answered, as opening it again costs more: at most this many files, and
    // at most a third of what the process may have open.
    private const int MostOpenFiles = 512;
    private const int OpenFilesShare = 3;

    // Checkpoint answers that may wait behind an input in flight, per concurrent request.
    private const int MostWaiting = 1000;

    private readonly PumpOptions _options;
    private readonly ClarifaiClient _client;
    private readonly Clock _clock;
    private readonly Outage _outage = new();
    private readonly BatchSender _sender;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _cancellation;

    // Messages from the workers to the thread that feeds the pump.
    private readonly Mailbox _mail = new();

    // Inputs whose outcome has not been taken, in order, and the outcomes that wait for earlier ones.
    private readonly Queue<IndexedInput> _order = new();
    private readonly Dictionary<IndexedInput, PredictOutcome> _parked = [];
    private readonly Queue<PredictOutcome> _ready = new();

    // Inputs that could not be sent, while the service may be down.
    private readonly List<PredictOutcome> _held = [];

    // Batches waiting to be sent, and answered ones waiting for their turn.
    private readonly Queue<Batch> _full = new();
    private readonly List<Batch> _answered = [];
    private Batch _batch;
    private int _inFlight;
    private int _openFiles;
    private int _mostOpenFiles;
    private RetryCount? _shortage;
    private bool _isComplete;
    private PredictOutcome? _fatal;

    /// <param name="client">The client; it outlives the pump.</param>
    /// <param name="options">The options of the run.</param>
    /// <param name="clock">The clock for waits; null for the system's.</param>
    /// <param name="cancellationToken">Cancels all requests.</param>
    /// <exception cref="ClarifaiException">The options do not fit the model (InvalidModelArgument).</exception>
    public PredictPump(ClarifaiClient client, PumpOptions options, Clock? clock = null, CancellationToken cancellationToken = default)
    {
        options.Target.EnsureFits(options.Predict, client.IsLocal);
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

    /// <summary>Reports the result of each HTTP request; raised on the thread that feeds the pump.</summary>
    public event Action<RequestTrace>? Traced;

    /// <summary>Inputs counted so far.</summary>
    public int InputCount { get; private set; }

    /// <summary>The number of inputs that the run will have; null until it is known.</summary>
    public int? ExpectedCount { get; set; }

    /// <summary>Counts an input, whether or not it is sent as is, so that the positions of the others stay correct.</summary>
    /// <returns>Its position.</returns>
    public int Skip() => InputCount++;

    /// <summary>Adds an input that was counted, or a part of it, such as a frame of a video, and sends what can be sent.</summary>
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

    /// <summary>Closes open files, or waits until one is closed, if the process has reached its limit of open files.</summary>
    /// <param name="shortage">The error that reports it.</param>
    /// <returns>False if waiting did not help.</returns>
    /// <exception cref="OperationCanceledException">The pump was canceled.</exception>
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

    /// <summary>Ends the input: sends what is left.</summary>
    public void Complete()
    {
        _isComplete = true;
        Close();
        Send();
    }

    /// <summary>
    /// Outcomes in the order of the inputs, as they become available. Waits while the pump is full, and after <see cref="Complete"/> until
    /// the last one.
    /// </summary>
    /// <exception cref="OperationCanceledException">The pump was canceled.</exception>
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

    /// <summary>Cancels all requests. May be called from any thread, at any time, more than once.</summary>
    public void Cancel() => _cancellation.Cancel();

    /// <summary>
    /// Cancels all requests. The token source and the queue are left to the garbage collector, as requests that are just ending still use
    /// them.
    /// </summary>
    public void Dispose()
    {
        Cancel();
        Release();
    }

    // Batches of one have nothing to fill while they wait: the answer is taken before the next input.
    private bool IsFull =>
        _full.Count > 0
        || _order.Count >= MostWaiting * _options.ThrottleLimit
        || (_batch.HoldsOne && _inFlight >= _options.ThrottleLimit);

    // Answers waiting for their turn are limited too: a late one must not let the rest of the input pile up behind it.
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
        // Nothing in flight, or no room for more: waiting would only delay the answers.
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

    // Handles the workers' messages, and waits for more if needed. False if the next input may be added or nothing more will come.
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
            // Requests that the pump canceled still deliver the answers received until then.
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
            string further = ExpectedCount is { } all ? $"{all - InputCount + left.Count:N0}" : $"{left.Count:N0}, and those still to come";
            string later = _options.Checkpoint is null ? "" : " A later run with the same checkpoint continues from here.";
            Fail(left[0], new ClarifaiException(
                ErrorId.ConnectionLost,
                $"The service at {_client.Host} was unreachable for {_outage.Duration.TotalSeconds:N0} s and "
                + $"{_outage.RequestCount:N0} consecutive requests, so the run was ended. Inputs not sent: {further}.{later} "
                + $"The last error: {trace.Error!.Problem}",
                trace.Error,
                cause: trace.Error.Cause));
        }
    }

    // Inputs that could not be sent while the service is unreachable may be reported once, by the error that ends the run.
    private void ParkHeld()
    {
        Park(_held);
        _held.Clear();
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
            // The run was ended: this batch is no longer needed.
        }
        catch
        {
            Cancel();
            throw;
        }

        EndIfFailed();
    }

    // No later input can be answered.
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
        if (input is FileInput && _openFiles < _mostOpenFiles)
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

    // Waiting inputs are closed; they can still be sent.
    private void Release()
    {
        foreach (IndexedInput waiting in _order)
        {
            waiting.Input.Release();
        }
    }

    // Answers have been paid for: they are returned before the error, even if earlier inputs have none.
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
