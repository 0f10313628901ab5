namespace Clarifai;

/// <summary>
/// Sees one batch through: waits and sends again after passing faults, and takes a batch apart where one input costs the others their
/// answer. Never faults: everything ends in the result.
/// </summary>
internal sealed class BatchSender
{
    private readonly ClarifaiClient _client;
    private readonly PumpOptions _options;
    private readonly Clock _clock;
    private readonly Action<RequestReport> _report;

    public BatchSender(ClarifaiClient client, PumpOptions options, Clock clock, Action<RequestReport> report)
    {
        _client = client;
        _options = options;
        _clock = clock;
        _report = report;
    }

    public async Task<BatchResult> SendAsync(int sequence, IReadOnlyList<IndexedInput> inputs, CancellationToken cancellation)
    {
        var outcomes = new List<PredictOutcome>(inputs.Count);
        PredictOutcome? fatal = null;
        Exception? fault = null;
        try
        {
            outcomes.AddRange(inputs.Where(input => input.Stored is not null).Select(ReadStored));
            IReadOnlyList<IndexedInput> open = outcomes.Count == 0 ? inputs : [.. inputs.Where(input => input.Stored is null)];
            await ResolveAsync(open, outcomes, cancellation).ConfigureAwait(false);
        }
        catch (ClarifaiException e) when (e.Kind.EndsRun)
        {
            fatal = new PredictOutcome(inputs.First(input => outcomes.All(outcome => outcome.Indexed != input)), e);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            fault = e;
        }
        catch (OperationCanceledException)
        {
            // The run was ended: nobody waits for this batch any more.
        }

        try
        {
            _options.Checkpoint?.Append(outcomes.Where(outcome => outcome.Indexed.Stored is null));
        }
        catch (ClarifaiException e)
        {
            fatal ??= new PredictOutcome(inputs[0], e);
        }
        catch (Exception e)
        {
            // Unseen, it would leave the pump waiting for this batch for ever.
            fault ??= e;
        }

        return new BatchResult
        {
            Sequence = sequence,
            Outcomes = [.. inputs.Join(outcomes, input => input, outcome => outcome.Indexed, (_, outcome) => outcome)],
            Fatal = fatal,
            Fault = fault,
        };
    }

    private PredictOutcome ReadStored(IndexedInput input) =>
        new(input, _options.Checkpoint!.Read(input, _options.Target, _options.KeepRaw), failures: []);

    private async Task ResolveAsync(IReadOnlyList<IndexedInput> inputs, List<PredictOutcome> outcomes, CancellationToken cancellation)
    {
        if (inputs.Count == 0)
        {
            return;
        }

        PredictAnswer answer;
        try
        {
            answer = await SendWithRetriesAsync(inputs, cancellation).ConfigureAwait(false);
        }
        catch (ClarifaiInputException e)
        {
            // The request was aborted because of one input; the rest goes without it, and that is no retry.
            IndexedInput broken = inputs.First(input => ReferenceEquals(input.Input, e.Input));
            outcomes.Add(new PredictOutcome(broken, e));
            await ResolveAsync([.. inputs.Where(input => input != broken)], outcomes, cancellation).ConfigureAwait(false);
            return;
        }
        catch (ClarifaiException e) when (!e.Kind.EndsRun)
        {
            if (inputs.Count > 1 && (e.Action is StatusAction.Split || IsOfOneInput(e)))
            {
                await BisectAsync(inputs, outcomes, cancellation).ConfigureAwait(false);
                return;
            }

            outcomes.AddRange(inputs.Select(input => new PredictOutcome(input, e)));
            return;
        }

        bool allFailed = StatusCodes.Find(answer.Status.Code) is { Value: StatusCodes.Failure } or { Action: StatusAction.Fail }
            && answer.Results.All(result => !result.Succeeded);
        if (!allFailed || inputs.Count == 1)
        {
            outcomes.AddRange(inputs.Select((input, i) => Outcome(input, answer.Results[i])));
            return;
        }

        await TakeApartAsync(inputs, answer, outcomes, cancellation).ConfigureAwait(false);
    }

    // One bad input makes newer services fail the whole request: it has a code of its own, the good ones one that says no more than
    // "failed".
    private async Task TakeApartAsync(
        IReadOnlyList<IndexedInput> inputs, PredictAnswer answer, List<PredictOutcome> outcomes, CancellationToken cancellation)
    {
        List<int> codes = [.. answer.Results.Select(result => result.Status.Code)];
        if (codes.Distinct().Count() == 1)
        {
            await BisectAsync(inputs, outcomes, cancellation).ConfigureAwait(false);
            return;
        }

        int shared = codes.Contains(StatusCodes.Failure) ? StatusCodes.Failure : StatusCodes.InputDownloadFailed;
        var rest = new List<IndexedInput>();
        for (int i = 0; i < inputs.Count; i++)
        {
            if (codes[i] == shared)
            {
                rest.Add(inputs[i]);
            }
            else
            {
                outcomes.Add(Outcome(inputs[i], answer.Results[i]));
            }
        }

        await ResolveAsync(rest, outcomes, cancellation).ConfigureAwait(false);
    }

    private async Task BisectAsync(IReadOnlyList<IndexedInput> inputs, List<PredictOutcome> outcomes, CancellationToken cancellation)
    {
        int half = inputs.Count / 2;
        await ResolveAsync([.. inputs.Take(half)], outcomes, cancellation).ConfigureAwait(false);
        await ResolveAsync([.. inputs.Skip(half)], outcomes, cancellation).ConfigureAwait(false);
    }

    private Task<PredictAnswer> SendWithRetriesAsync(IReadOnlyList<IndexedInput> inputs, CancellationToken cancellation)
    {
        bool isVideo = inputs[0].Input.Kind is MediaKind.Video;
        var call = new PredictCall(_options.Target, _options.Predict)
        {
            Timeout = isVideo ? _options.VideoTimeout : _options.Timeout,
            KeepRaw = _options.KeepRaw || _options.Checkpoint is not null,
        };
        TimeSpan started = default;
        return new RetryLoop(_options.Retry, _clock).RunAsync(
            async () =>
            {
                started = _clock.Elapsed;
                PredictAnswer answer = await _client.PredictAsync(call, inputs, cancellation).ConfigureAwait(false);
                Report(inputs, started, answer);
                return answer;
            },
            (error, delay) => Report(inputs, started, answer: null, error, delay),
            cancellation);
    }

    private void Report(
        IReadOnlyList<IndexedInput> inputs,
        TimeSpan started,
        PredictAnswer? answer,
        ClarifaiException? error = null,
        TimeSpan? delay = null) =>
        _report(new RequestReport
        {
            Address = _client.AddressOf(_options.Target),
            InputCount = inputs.Count,
            Bytes = inputs.Sum(input => RequestBody.EstimatedLength(input.Input)),
            Duration = _clock.Elapsed - started,
            RequestId = answer?.Status.RequestId ?? (error as ClarifaiServiceException)?.RequestId,
            ModelVersionId = answer?.Outputs.Select(output => output.ModelVersionId).FirstOrDefault(id => id is not null),
            Error = error,
            RetryDelay = delay,
        });

    // A code about an input at the top of an answer that does not say which input it is about.
    private static bool IsOfOneInput(ClarifaiException error) =>
        error is ClarifaiServiceException { Action: StatusAction.Fail, ErrorId: not ErrorId.InvalidResponse } service
        && StatusCodes.IsKnown(service.Code);

    // One model of a workflow that fails does not lose what the others say; where all do, it is once an error of the input.
    private static PredictOutcome Outcome(IndexedInput input, PredictResult result)
    {
        if (!result.Succeeded)
        {
            return new PredictOutcome(input, Failure(input, result.Status));
        }

        if (result.Outputs.All(output => output.Succeeded))
        {
            return new PredictOutcome(input, result.Outputs, []);
        }

        IEnumerable<PredictOutput> failed = result.Outputs.Where(output => !output.Succeeded);
        return new PredictOutcome(
            input,
            [.. result.Outputs.Where(output => output.Succeeded)],
            [.. failed.Select(output => Failure(input, output.Status, $", model {output.Model}"))]);
    }

    private static ClarifaiServiceException Failure(IndexedInput input, ClarifaiStatus status, string model = "")
    {
        StatusCode code = StatusCodes.Find(status.Code);
        ErrorId id = code.Error is ErrorId.None || ErrorKind.Find(code.Error).EndsRun ? ErrorId.InputRejected : code.Error;
        return new ClarifaiServiceException(id, StatusAction.Fail, status, $"'{input.Input.ShownSource}'{model}: {status}.");
    }
}
