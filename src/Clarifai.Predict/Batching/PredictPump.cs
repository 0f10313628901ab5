using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Clarifai;

/// <summary>
/// Asks a model about any number of inputs: in batches, several at a time, with answers in the order of the inputs. One thread feeds it and
/// takes the answers from it; that thread waits while <see cref="PumpOptions.ThrottleLimit"/> requests are under way, so no more inputs
/// are taken than can be dealt with.
/// </summary>
public sealed class PredictPump : IDisposable
{
    private readonly PumpOptions _options;
    private readonly ServiceLimits _limits;
    private readonly BatchSender _sender;
    private readonly int _batchSize;
    private readonly CancellationTokenSource _cancellation = new();
    private readonly BlockingCollection<BatchResult> _finished = [];
    private readonly Dictionary<int, BatchResult> _parked = [];
    private readonly List<IndexedInput> _batch = [];
    private long _batchBytes;
    private int _inFlight;
    private int _nextInput;
    private int _nextSequence;
    private int _nextEmitted;
    private bool _ended;

    /// <summary>Makes a pump for one run.</summary>
    /// <param name="client">Where to ask; it outlives the pump.</param>
    /// <param name="options">What and how to ask.</param>
    public PredictPump(ClarifaiClient client, PumpOptions options)
        : this(client, options, Clock.System)
    {
    }

    internal PredictPump(ClarifaiClient client, PumpOptions options, Clock clock)
    {
        _options = options;
        _limits = client.Limits;
        _sender = new BatchSender(client, options, clock);
        _batchSize = Math.Min(options.BatchSize, _limits.InputsPerRequest);
    }

    /// <summary>Inputs counted so far.</summary>
    public int InputCount => _nextInput;

    /// <summary>Counts an input that could not even be made, so that the positions of the others tell where they stood.</summary>
    public void Skip() => _nextInput++;

    /// <summary>Takes an input. Enumerate the result to its end: sending goes on as it is enumerated.</summary>
    /// <param name="input">The input.</param>
    /// <returns>Outcomes that have become known, in the order of the inputs.</returns>
    /// <exception cref="OperationCanceledException">The pump was cancelled.</exception>
    public IEnumerable<PredictOutcome> Add(PredictInput input)
    {
        var indexed = new IndexedInput(input, _nextInput++);
        long bytes = RequestBody.EstimatedLength(input);
        bool isAlone = input.Kind is MediaKind.Video;
        if (_batch.Count > 0 && (isAlone || _batchBytes + bytes > _limits.MaximumRequestBytes))
        {
            foreach (PredictOutcome outcome in Dispatch())
            {
                yield return outcome;
            }
        }

        _batch.Add(indexed);
        _batchBytes += bytes;
        while (_finished.TryTake(out BatchResult? result))
        {
            foreach (PredictOutcome outcome in Accept(result))
            {
                yield return outcome;
            }
        }

        // Nothing under way: waiting for more would only make the first answer late.
        if (isAlone || _batch.Count >= _batchSize || _inFlight == 0)
        {
            foreach (PredictOutcome outcome in Dispatch())
            {
                yield return outcome;
            }
        }

        // Batches of one have nothing to fill while they wait: an answer comes before the next input is taken.
        while (_batchSize == 1 && _inFlight >= _options.ThrottleLimit)
        {
            foreach (PredictOutcome outcome in Accept(_finished.Take(_cancellation.Token)))
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
        if (_batch.Count > 0 && !_ended)
        {
            foreach (PredictOutcome outcome in Dispatch())
            {
                yield return outcome;
            }
        }

        while (_inFlight > 0)
        {
            foreach (PredictOutcome outcome in Accept(_finished.Take(_cancellation.Token)))
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

    private IEnumerable<PredictOutcome> Dispatch()
    {
        while (_inFlight >= _options.ThrottleLimit)
        {
            foreach (PredictOutcome outcome in Accept(_finished.Take(_cancellation.Token)))
            {
                yield return outcome;
            }
        }

        if (_ended)
        {
            yield break;
        }

        IndexedInput[] inputs = [.. _batch];
        int sequence = _nextSequence++;
        _batch.Clear();
        _batchBytes = 0;
        _inFlight++;
        _ = Task.Run(async () => _finished.Add(await _sender.SendAsync(sequence, inputs, _cancellation.Token).ConfigureAwait(false)));
    }

    private IEnumerable<PredictOutcome> Accept(BatchResult result)
    {
        _inFlight--;
        if (result.Fault is not null)
        {
            Cancel();
            ExceptionDispatchInfo.Capture(result.Fault).Throw();
        }

        _parked.Add(result.Sequence, result);
        if (result.Fatal is not null)
        {
            return End(result.Fatal);
        }

        return TakeInOrder();
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

    // What has been answered has been paid for: it comes out before the error, whatever stands before it in the order.
    private IEnumerable<PredictOutcome> End(PredictOutcome fatal)
    {
        Cancel();
        while (_finished.TryTake(out BatchResult? late))
        {
            _parked.Add(late.Sequence, late);
        }

        _ended = true;
        _inFlight = 0;
        return _parked.Values.OrderBy(result => result.Sequence).SelectMany(result => result.Outcomes).Append(fatal);
    }
}
