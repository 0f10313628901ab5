namespace Clarifai;

/// <summary>
/// Sees one batch through: waits and sends again after transient faults, and takes a batch apart where one input costs the others their
/// answer. An error that ends the run is thrown; what was answered before has been settled by then.
/// </summary>
/// <param name="client">Where to ask.</param>
/// <param name="options">What and how to ask.</param>
/// <param name="clock">The clock to wait by.</param>
/// <param name="room">Bounds the requests that are under way.</param>
/// <param name="settle">Told what became of inputs, each once.</param>
/// <param name="trace">Told how each request ended.</param>
internal sealed class BatchSender(
    ClarifaiClient client,
    PumpOptions options,
    Clock clock,
    RequestRoom room,
    Action<IReadOnlyList<PredictOutcome>> settle,
    Action<RequestTrace> trace)
{
    private readonly ModelQueue _model = new(clock);

    /// <exception cref="ClarifaiException">An error that no later input can escape.</exception>
    public async Task SendAsync(IReadOnlyList<IndexedInput> batch, CancellationToken cancellation)
    {
        var parts = new Stack<(IReadOnlyList<IndexedInput> Inputs, RetryCount? Waits)>([(batch, null)]);
        while (parts.Count > 0)
        {
            (IReadOnlyList<IndexedInput> part, RetryCount? waits) = parts.Pop();
            (IReadOnlyList<PredictOutcome> outcomes, bool isDivisible) = await AskAsync(part, waits, cancellation).ConfigureAwait(false);
            if (isDivisible && part.Count > 1)
            {
                int half = part.Count / 2;
                parts.Push(([.. part.Skip(half)], waits));
                parts.Push(([.. part.Take(half)], waits));
                continue;
            }

            PredictOutcome? pending = outcomes.FirstOrDefault(outcome => outcome.IsPending);
            waits ??= new RetryCount();
            TimeSpan now = clock.Elapsed;
            TimeSpan? delay = pending is null ? null : options.Retry.NextDelay(pending.PendingError!, waits, clock.NextRandom(), now);
            if (delay is not null)
            {
                outcomes = [.. outcomes.Where(outcome => !outcome.IsPending)];
            }

            Settle([.. outcomes.Select(WithLimits)]);
            if (outcomes.Count < part.Count)
            {
                parts.Push(([.. part.Except(outcomes.Select(outcome => outcome.Indexed))], waits));
            }

            if (delay is { } wait)
            {
                waits.Add(StatusAction.WaitForModel, now);
                await clock.DelayAsync(wait, cancellation).ConfigureAwait(false);
            }
        }
    }

    // What has become of the inputs; those that are missing are to be sent again without the others. Divisible is a request that failed
    // as a whole, maybe because of one of them.
    private async Task<(IReadOnlyList<PredictOutcome> Outcomes, bool IsDivisible)> AskAsync(
        IReadOnlyList<IndexedInput> inputs, RetryCount? waits, CancellationToken cancellation)
    {
        try
        {
            return Judge(await SendWithRetriesAsync(inputs, waits, cancellation).ConfigureAwait(false));
        }
        catch (ClarifaiInputException e)
        {
            // The request was aborted because of one input; the rest goes without it, and that is no retry.
            return ([new PredictOutcome(inputs.First(input => input.Input == e.Input), e)], false);
        }
        catch (ClarifaiException e) when (!e.EndsRun)
        {
            // A code about an input at the top of an answer does not say which input it is about.
            bool isOfOneInput = e is ClarifaiServiceException { Action: StatusAction.Fail, ErrorId: not ErrorId.InvalidResponse } service
                && StatusCodes.IsKnown(service.Code);
            return ([.. inputs.Select(input => new PredictOutcome(input, e))], e.Action is StatusAction.Split || isOfOneInput);
        }
    }

    // One bad input makes newer services fail the whole request: it has a code of its own, the good ones one that says no more than
    // "failed".
    private static (IReadOnlyList<PredictOutcome> Outcomes, bool IsDivisible) Judge(PredictAnswer answer)
    {
        bool hasFailed = StatusCodes.Find(answer.Status.Code) is { Value: StatusCodes.Failure } or { Action: StatusAction.Fail };
        if (!hasFailed || answer.Outcomes.Count == 1 || answer.Outcomes.Any(outcome => outcome.Error is null))
        {
            return (answer.Outcomes, false);
        }

        List<int> codes = [.. answer.Outcomes.Select(outcome => outcome.Status!.Code)];
        int vague = codes.Contains(StatusCodes.Failure) ? StatusCodes.Failure : codes
            .GroupBy(code => code)
            .OrderByDescending(group => group.Count())
            .ThenByDescending(group => group.Key == StatusCodes.InputDownloadFailed)
            .First().Key;
        bool isShared = vague is StatusCodes.Failure or StatusCodes.InputDownloadFailed || codes.Count(code => code == vague) > 1;
        return codes.Distinct().Count() == 1
            ? (answer.Outcomes, true)
            : ([.. answer.Outcomes.Where((_, i) => !isShared || codes[i] != vague)], false);
    }

    // The service has one code for a video that is too large and for one that is too long.
    private PredictOutcome WithLimits(PredictOutcome outcome)
    {
        if (outcome is not { Input.Kind: MediaKind.Video, Error: ClarifaiServiceException { ErrorId: ErrorId.FileTooLarge } error })
        {
            return outcome;
        }

        bool isUrl = outcome.Input is UriInput;
        return new PredictOutcome(outcome.Indexed, new ClarifaiServiceException(
            error.ErrorId,
            error.Action,
            error.Status,
            $"{error.Problem} The service takes videos of {client.Limits.DescribeVideos(isUrl)}.",
            error.RetryAfter,
            isUrl ? ErrorCause.VideoAddressTooLarge : ErrorCause.VideoTooLarge));
    }

    // First into the checkpoint: what has come out of the run is in it. What it cannot keep is an answer nevertheless.
    private void Settle(IReadOnlyList<PredictOutcome> outcomes)
    {
        try
        {
            options.Checkpoint?.Append(outcomes);
        }
        finally
        {
            settle(outcomes);
        }
    }

    private Task<PredictAnswer> SendWithRetriesAsync(
        IReadOnlyList<IndexedInput> inputs, RetryCount? waits, CancellationToken cancellation)
    {
        TimeSpan timeout = inputs[0].Input.Kind is MediaKind.Video ? options.VideoTimeout : options.Timeout;
        bool keepRaw = options.KeepRaw || options.Checkpoint is not null;
        TimeSpan started = default;
        return new RetryLoop(options.Retry, clock).RunAsync(
            async () =>
            {
                await _model.EnterAsync(cancellation).ConfigureAwait(false);
                PredictAnswer answer = await room.RunAsync(
                    () =>
                    {
                        started = clock.Elapsed;
                        return client.PredictAsync(options.Target, options.Predict, inputs, timeout, keepRaw, cancellation);
                    },
                    cancellation).ConfigureAwait(false);
                _model.End();
                Trace(answer, error: null, delay: null);
                return answer;
            },
            (error, delay) =>
            {
                if (error.ErrorId is ErrorId.ModelNotReady)
                {
                    _model.Wait(delay ?? TimeSpan.Zero);
                }
                else if (error is ClarifaiServiceException { Action: StatusAction.Fail or StatusAction.Split })
                {
                    _model.End();
                }

                Trace(answer: null, error, delay);
            },
            cancellation,
            waits);

        void Trace(PredictAnswer? answer, ClarifaiException? error, TimeSpan? delay) => trace(new RequestTrace
        {
            Address = client.AddressOf(options.Target),
            InputCount = inputs.Count,
            Bytes = inputs.Sum(input => RequestBody.EstimatedLength(input.Input)),
            Duration = clock.Elapsed - started,
            RequestId = answer?.Status.RequestId ?? (error as ClarifaiServiceException)?.RequestId,
            ModelVersionId = answer?.Outputs.Select(output => output.ModelVersionId).FirstOrDefault(id => id is not null),
            Error = error,
            RetryDelay = delay,
        });
    }
}
