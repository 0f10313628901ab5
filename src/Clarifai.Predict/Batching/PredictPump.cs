using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Clarifai;

/// <summary>
/// Asks a model or a workflow about any number of inputs: in batches, several at a time, with answers in the order of the inputs. One
/// thread feeds it and takes the answers from it; that thread waits while <see cref="PumpOptions.ThrottleLimit"/> requests are under way,
/// so no more inputs are taken than can be dealt with.
/// </summary>
public sealed class PredictPump : IDisposable
{
    // Many systems allow a process 1,024 open files, and a file stays open until its request is answered.
    private const int MostOpenFiles = 512;

    private readonly PumpOptions _options;
    private readonly BatchSender _sender;
    private readonly Batch _batch;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _cancellation;

    // What the workers have to tell: a RequestReport, or the BatchResult that ends a batch. Never full, so no worker waits for the feeder.
    private readonly BlockingCollection<object> _news = [];
    private readonly Dictionary<int, BatchResult> _parked = [];
    private readonly Dictionary<int, int> _filesInFlight = [];
    private int _inFlight;
    private int _nextInput;
    private int _nextSequence;
    private int _nextEmitted;
    private bool _ended;

    /// <summary>Makes a pump for one run.</summary>
    /// <param name="client">Where to ask; it outlives the pump.</param>
    /// <param name="options">What and how to ask.</param>
    /// <param name="cancellationToken">Ends all requests.</param>
    /// <exception cref="ClarifaiException">The options do not fit the model (InvalidModelArgument).</exception>
    public PredictPump(ClarifaiClient client, PumpOptions options, CancellationToken cancellationToken = default)
        : this(client, options, Clock.System, cancellationToken)
    {
    }

    internal PredictPump(ClarifaiClient client, PumpOptions options, Clock clock, CancellationToken cancellationToken = default)
    {
        options.Target.EnsureFits(options.Predict);
        _caller = cancellationToken;
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _options = options;
        _batch = new Batch(options.BatchSize, options.Target, options.Predict, client.Limits);
        _sender = new BatchSender(client, options, clock, _news.Add);
    }

    /// <summary>Tells how each HTTP request ended; raised on the thread that feeds the pump.</summary>
    public event Action<RequestReport>? Reported;

    /// <summary>Inputs counted so far.</summary>
    public int InputCount => _nextInput;

    /// <summary>Counts an input that is not sent as it is, so that the positions of the others tell where they stood.</summary>
    /// <returns>Its position.</returns>
    public int Skip() => _nextInput++;

    /// <summary>Takes an input. Enumerate the result to its end: sending goes on as it is enumerated.</summary>
    /// <param name="input">The input.</param>
    /// <returns>Outcomes that have become known, in the order of the inputs.</returns>
    /// <exception cref="OperationCanceledException">The pump was cancelled.</exception>
    public IEnumerable<PredictOutcome> Add(PredictInput input) => Add(input, _nextInput++);

    /// <summary>Takes a part of an input that was counted before, such as a frame of a video.</summary>
    internal IEnumerable<PredictOutcome> Add(PredictInput input, int index)
    {
        if (_ended)
        {
            yield break;
        }

        var indexed = new IndexedInput(input, index);
        indexed = _options.Checkpoint?.Find(indexed) ?? indexed;
        if (!_batch.HasRoomFor(indexed))
        {
            foreach (PredictOutcome outcome in Dispatch())
            {
                yield return outcome;
            }
        }

        _batch.Add(indexed);
        while (_news.TryTake(out object? news))
        {
            foreach (PredictOutcome outcome in Accept(news))
            {
                yield return outcome;
            }
        }

        // Nothing under way: waiting for more would only make the first answer late.
        if (_batch.IsFull || _inFlight == 0)
        {
            foreach (PredictOutcome outcome in Dispatch())
            {
                yield return outcome;
            }
        }

        // Batches of one have nothing to fill while they wait: an answer comes before the next input is taken.
        while (_batch.HoldsOne && _inFlight >= _options.ThrottleLimit)
        {
            foreach (PredictOutcome outcome in Accept(_news.Take(_cancellation.Token)))
            {
                yield return outcome;
            }
        }
    }

    /// <summary>Sends what is left and waits for everything. Enumerate the result to its end.</summary>
    /// <returns>The remaining outcomes, in the order of the inputs.</returns>
    /// <exception cref="OperationCanceledException">The pump was cancelled.</exception>
    public IEnumerable<PredictOutcome> Complete()
    {
        if (!_batch.IsEmpty && !_ended)
        {
            foreach (PredictOutcome outcome in Dispatch())
            {
                yield return outcome;
            }
        }

        while (_inFlight > 0)
        {
            foreach (PredictOutcome outcome in Accept(_news.Take(_cancellation.Token)))
            {
                yield return outcome;
            }
        }
    }

    /// <summary>Ends all requests. May be called by any thread, at any time, more than once.</summary>
    public void Cancel() => _cancellation.Cancel();

    /// <summary>
    /// Ends all requests. The token source and the queue are left to the garbage collector: requests that are just ending still use them.
    /// </summary>
    public void Dispose() => Cancel();

    private bool HoldsTooManyFiles => _inFlight > 0 && _filesInFlight.Values.Sum() + _batch.Inputs.Count(IsFile) > MostOpenFiles;

    private static bool IsFile(IndexedInput input) => input.Input is FileInput && input.Stored is null;

    private IEnumerable<PredictOutcome> Dispatch()
    {
        // Answers that wait for their turn are bounded too: one that does not come must not let the rest of the source pile up behind it.
        while (_inFlight >= _options.ThrottleLimit || _parked.Count >= _options.ThrottleLimit || HoldsTooManyFiles)
        {
            foreach (PredictOutcome outcome in Accept(_news.Take(_cancellation.Token)))
            {
                yield return outcome;
            }
        }

        if (_ended)
        {
            yield break;
        }

        IndexedInput[] inputs = _batch.TakeAll();
        int sequence = _nextSequence++;
        _inFlight++;
        _filesInFlight.Add(sequence, inputs.Count(IsFile));
        _ = Task.Run(async () => _news.Add(await _sender.SendAsync(sequence, inputs, _cancellation.Token).ConfigureAwait(false)));
    }

    private IEnumerable<PredictOutcome> Accept(object news)
    {
        if (news is RequestReport report)
        {
            Reported?.Invoke(report);
            return [];
        }

        var result = (BatchResult)news;
        _inFlight--;
        _filesInFlight.Remove(result.Sequence);
        if (result.Fault is not null)
        {
            Cancel();
            ExceptionDispatchInfo.Capture(result.Fault).Throw();
        }

        _parked.Add(result.Sequence, result);
        return result.Fatal is null ? TakeInOrder() : End(result.Fatal);
    }

    private IEnumerable<PredictOutcome> TakeInOrder()
    {
        while (_parked.TryGetValue(_nextEmitted, out BatchResult? next))
        {
            _parked.Remove(_nextEmitted++);
            foreach (PredictOutcome outcome in next.Outcomes)
            {
                yield return outcome;
            }
        }
    }

    // What has been answered has been paid for: it comes out before the error, whatever stands before it in the order. Requests that are
    // under way end at once, and their batches tell what they had been answered until then.
    private List<PredictOutcome> End(PredictOutcome fatal)
    {
        _ended = true;
        Cancel();
        while (_inFlight > 0)
        {
            switch (_news.Take(_caller))
            {
                case RequestReport report:
                    Reported?.Invoke(report);
                    break;
                case BatchResult late:
                    _inFlight--;
                    _parked.Add(late.Sequence, late);
                    break;
            }
        }

        List<PredictOutcome> last = [.. _parked.Values.OrderBy(result => result.Sequence).SelectMany(result => result.Outcomes), fatal];
        _parked.Clear();
        return last;
    }
}
