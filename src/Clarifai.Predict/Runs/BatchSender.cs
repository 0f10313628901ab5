namespace Clarifai;

/// <summary>
/// Sends one batch to the end: retries after transient faults, and splits a batch if one input makes the whole request fail. An error that
/// ends the run is thrown; earlier answers have been settled by then.
/// </summary>
/// <param name="client">The client.</param>
/// <param name="options">The options of the run.</param>
/// <param name="clock">The clock for waits.</param>
/// <param name="room">Limits the requests in flight.</param>
/// <param name="settle">Called with the outcome of each input, once.</param>
/// <param name="trace">Called with the result of each request.</param>
internal sealed class BatchSender(
    ClarifaiClient client,
    PumpOptions options,
    Clock clock,
    RequestRoom room,
    Action<IReadOnlyList<PredictOutcome>> settle,
    Action<RequestTrace> trace)
{
    private readonly ModelQueue _model = new(clock);

    // Until it is true, the base URL may be that of another server.
    private volatile bool _hasServiceAnswered;

    /// <exception cref="ClarifaiException">An error that affects every later input too.</exception>
    public async Task SendAsync(IReadOnlyList<IndexedInput> batch, CancellationToken cancellation)
    {
        var parts = new Stack<(IReadOnlyList<IndexedInput> Inputs, RetryCount? Waits)>();
        if (await ShrinkAsync(batch, cancellation).ConfigureAwait(false) is { Count: > 0 } sendable)
        {
            parts.Push((sendable, null));
        }

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

    // Images that cannot be shrunk are settled; the others are sent.
    private async Task<IReadOnlyList<IndexedInput>> ShrinkAsync(IReadOnlyList<IndexedInput> batch, CancellationToken cancellation)
    {
        if (options.Shrinker is null)
        {
            return batch;
        }

        PredictOutcome?[] outcomes = await Task.WhenAll(
            batch.Select(input => options.Shrinker.ShrinkAsync(input, room, cancellation))).ConfigureAwait(false);
        List<PredictOutcome> failed = [.. outcomes.OfType<PredictOutcome>()];
        if (failed.Count > 0)
        {
            Settle(failed);
        }

        return [.. batch.Except(failed.Select(outcome => outcome.Indexed))];
    }

    // The outcomes of the inputs; missing ones are sent again without the others. Divisible means that the request failed as a whole,
    // possibly because of one input.
    private async Task<(IReadOnlyList<PredictOutcome> Outcomes, bool IsDivisible)> AskAsync(
        IReadOnlyList<IndexedInput> inputs, RetryCount? waits, CancellationToken cancellation)
    {
        try
        {
            return Judge(await SendWithRetriesAsync(inputs, waits, cancellation).ConfigureAwait(false));
        }
        catch (ClarifaiInputException e)
        {
            // One input aborted the request; the rest is sent without it, which does not count as a retry.
            return ([new PredictOutcome(inputs.First(input => input.Input == e.Input), e)], false);
        }
        catch (ClarifaiServiceException e) when (!_hasServiceAnswered
            && e is { ErrorId: ErrorId.InvalidResponse, Cause: ErrorCause.NotTheService })
        {
            throw new ClarifaiServiceException(ErrorId.NotConnected, StatusAction.Fail, e.Status, e.Problem, cause: e.Cause);
        }
        catch (ClarifaiException e) when (!e.EndsRun)
        {
            // An input's code at the top level of an answer does not identify the input.
            var service = e as ClarifaiServiceException;
            bool isOfOneInput = service is { Action: StatusAction.Fail, ErrorId: not ErrorId.InvalidResponse }
                && StatusCodes.IsKnown(service.Code);
            bool isDivisible = service is { Action: StatusAction.Split } || isOfOneInput;
            return ([.. inputs.Select(input => new PredictOutcome(
                input, isDivisible ? service!.Reworded($"'{input.Input.ShownSource}': {e.Problem}") : e))], isDivisible);
        }
    }

    // Newer services fail the whole request if one input is bad: that input has a specific code, the good ones just "failed".
    private static (IReadOnlyList<PredictOutcome> Outcomes, bool IsDivisible) Judge(PredictAnswer answer)
    {
        bool hasFailed = StatusCodes.Find(answer.Status.Code) is { Value: StatusCodes.Failure } or { Action: StatusAction.Fail };
        if (!hasFailed
            || answer.Outcomes.Count == 1
            || answer.Outcomes.Any(outcome => outcome is { Error: null, IsDuplicate: false })
            || answer.Outcomes.All(outcome => outcome.IsDuplicate))
        {
            return (answer.Outcomes, false);
        }

        List<int> codes = [.. answer.Outcomes.Select(outcome => outcome.Status?.Code ?? StatusCodes.Failure)];
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

    // With every input answered, only unknown concepts can be what the service mixes.
    private bool LacksConcepts(PredictAnswer answer) => options.Predict.Concepts is { Count: > 0 }
        && answer.Status.Code == StatusCodes.MixedStatus
        && answer.Outcomes.All(outcome => outcome.FirstError is null);

    // The service uses the same code for videos that are too large and too long.
    private PredictOutcome WithLimits(PredictOutcome outcome)
    {
        if (outcome is not { Input.Kind: MediaKind.Video, Error: ClarifaiServiceException { ErrorId: ErrorId.FileTooLarge } error })
        {
            return outcome;
        }

        bool isUrl = outcome.Input is UriInput;
        return new PredictOutcome(outcome.Indexed, error.Reworded(
            $"{error.Problem} The service accepts videos of {client.Limits.DescribeVideos(isUrl)}.",
            isUrl ? ErrorCause.VideoAddressTooLarge : ErrorCause.VideoTooLarge));
    }

    // The checkpoint is written first, so that it contains everything the run has emitted. An answer that cannot be saved is still
    // returned.
    private void Settle(IReadOnlyList<PredictOutcome> outcomes)
    {
        try
        {
            options.Checkpoint?.Append(outcomes);
        }
        finally
        {
            foreach (PredictOutcome outcome in outcomes)
            {
                outcome.Input.Sent = null;
            }

            settle(outcomes);
        }
    }

    private Task<PredictAnswer> SendWithRetriesAsync(
        IReadOnlyList<IndexedInput> inputs, RetryCount? waits, CancellationToken cancellation)
    {
        TimeSpan timeout = inputs[0].Input.Kind is MediaKind.Video ? options.VideoTimeout : options.Timeout;
        bool keepRaw = options.KeepRaw || options.Checkpoint is not null;
        TimeSpan started = default;
        return options.Retry.RunAsync(
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
            clock,
            cancellation,
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
            waits);

        void Trace(PredictAnswer? answer, ClarifaiException? error, TimeSpan? delay)
        {
            _hasServiceAnswered |=
                answer is not null || error is ClarifaiServiceException { Code: not 0, Cause: not ErrorCause.NotTheService };
            trace(new RequestTrace
            {
                Address = client.AddressOf(options.Target),
                InputCount = inputs.Count,
                Bytes = inputs.Sum(input => RequestBody.EstimatedLength(input.Input)),
                Duration = clock.Elapsed - started,
                RequestId = answer?.Status.RequestId ?? (error as ClarifaiServiceException)?.RequestId,
                ModelVersionId = answer?.Outputs.Select(output => output.ModelVersionId).FirstOrDefault(id => id is not null),
                UnknownConcepts = answer is not null && LacksConcepts(answer) ? answer.Status : null,
                Error = error,
                RetryDelay = delay,
            });
        }
    }
}
