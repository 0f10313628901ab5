using Clarifai.Local.Inference;
using Clarifai.Local.Video;

namespace Clarifai.Local.Protocol;

/// <summary>Runs a model over the inputs of a request: as many at once, over all requests, as there are cores.</summary>
internal sealed class Predictor(PictureDownloader downloader, VideoPredictor videoPredictor, ILogger<Predictor> log) : IAsyncDisposable
{
    // Decoding and inference keep a core busy each; another share of inputs is fetched meanwhile.
    private static readonly int InputsInFlight = Environment.ProcessorCount * 2;

    private readonly SemaphoreSlim _cores = new(Environment.ProcessorCount);

    /// <summary>Predicts on every input; one that fails costs no other its answer.</summary>
    /// <param name="model">What looks at them.</param>
    /// <param name="body">The request's body, which has the inputs' bytes.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="sampling">Which frames of a video are looked at; null where the model takes no videos.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The outcomes, in the order of the inputs.</returns>
    public async Task<InputAnswer[]> PredictAsync(
        IPictureModel model,
        ReceivedBody body,
        IReadOnlyList<ReceivedInput> inputs,
        VideoSampling? sampling,
        CancellationToken cancellation) =>
        [.. (await PredictAllAsync([model], body, inputs, sampling, cancellation)).Select(outcomes => outcomes[0])];

    /// <summary>Predicts on every input with each of some models, which take no videos together.</summary>
    /// <param name="models">What looks at them.</param>
    /// <param name="body">The request's body, which has the inputs' bytes.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>For every input, the outcomes in the order of the models.</returns>
    public Task<InputAnswer[][]> PredictAsync(
        IReadOnlyList<IPictureModel> models, ReceivedBody body, IReadOnlyList<ReceivedInput> inputs, CancellationToken cancellation) =>
        PredictAllAsync(models, body, inputs, sampling: null, cancellation);

    /// <summary>Does what keeps a core busy when there is one for it.</summary>
    public Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellation) =>
        HoldCoreAsync(() => Task.FromResult(work()), cancellation);

    /// <summary>Waits for the inputs that are being worked on: a network must not be taken away from under them.</summary>
    public async ValueTask DisposeAsync()
    {
        for (int core = 0; core < Environment.ProcessorCount; core++)
        {
            await _cores.WaitAsync();
        }
    }

    private async Task<InputAnswer[][]> PredictAllAsync(
        IReadOnlyList<IPictureModel> models,
        ReceivedBody body,
        IReadOnlyList<ReceivedInput> inputs,
        VideoSampling? sampling,
        CancellationToken cancellation)
    {
        ReceivedInput? firstVideo = inputs.FirstOrDefault(input => input.Kind == ReceivedKind.Video);
        var outcomes = new InputAnswer[inputs.Count][];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = InputsInFlight, CancellationToken = cancellation };
        await Parallel.ForAsync(0, inputs.Count, parallel, async (index, token) =>
        {
            ReceivedInput input = inputs[index];
            try
            {
                outcomes[index] = input.Kind == ReceivedKind.Video
                    ? [await PredictVideoAsync(models, body, input, ReferenceEquals(input, firstVideo), sampling, token)]
                    : await ShowAsync(models, await FetchAsync(body, input, token), sight => DescribeAll(models, sight, input), token);
            }
            catch (Exception failure) when (IsOfInput(failure))
            {
                // What goes wrong before a model looks goes wrong for all of them.
                outcomes[index] = [.. models.Select(_ => Explain(input, failure))];
            }
        });
        return outcomes;
    }

    private async Task<InputAnswer> PredictVideoAsync(
        IReadOnlyList<IPictureModel> models,
        ReceivedBody body,
        ReceivedInput input,
        bool isFirst,
        VideoSampling? sampling,
        CancellationToken cancellation)
    {
        if (sampling is null || models is not [var model])
        {
            throw new InputRejectedException(StatusCodes.InputUnsupportedFormat, "Pictures only are taken here, no videos.");
        }

        return isFirst
            ? InputAnswer.Success(input, await videoPredictor.PredictAsync(
                input.Base64 is { } content ? body.GetContent(content) : default(ReadOnlyMemory<byte>?),
                input.Url,
                sampling,
                model.FramePixels,
                frame => Task.Run(() => ShowAsync(models, frame, model.Predict, cancellation), cancellation),
                cancellation))
            : throw new InputRejectedException(
                StatusCodes.InputInvalidArgument, "A request takes one video: send this one in a request of its own.");
    }

    private InputAnswer[] DescribeAll(IReadOnlyList<IPictureModel> models, Sight sight, ReceivedInput input) =>
        [.. models.Select(model =>
        {
            try
            {
                return InputAnswer.Success(input, model.Predict(sight));
            }
            catch (Exception failure) when (IsOfInput(failure))
            {
                return Explain(input, failure);
            }
        })];

    private static bool IsOfInput(Exception failure) => failure is not (OperationCanceledException or RequestRejectedException);

    private InputAnswer Explain(ReceivedInput input, Exception failure)
    {
        if (failure is InputRejectedException rejected)
        {
            return InputAnswer.Failure(input, rejected.Code, rejected.Message, rejected.Seen);
        }

        log.LogError(failure, "The engine failed on an input.");
        return InputAnswer.Failure(
            input, EngineStatusCodes.PredictionFailed, "The engine failed on this input; its log has the reason.");
    }

    // A picture holds one core from its decoding to its answer, so that no more are in memory than there are cores; where others are free,
    // its networks run side by side.
    private Task<T> ShowAsync<T>(
        IReadOnlyList<IPictureModel> models, ReadOnlyMemory<byte> picture, Func<Sight, T> describe, CancellationToken cancellation) =>
        HoldCoreAsync(
            async () =>
            {
                using var sight = Sight.Open(picture, models, cancellation);
                List<Task> helpers = [];
                do
                {
                    while (helpers.Count < sight.Left - 1 && _cores.Wait(TimeSpan.Zero, CancellationToken.None))
                    {
                        helpers.Add(Task.Run(() => Help(sight), CancellationToken.None));
                    }
                }
                while (sight.ReadNext());
                await Task.WhenAll(helpers);
                return describe(sight);
            },
            cancellation);

    private async Task<T> HoldCoreAsync<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        await _cores.WaitAsync(cancellation);
        try
        {
            return await work();
        }
        finally
        {
            _ = _cores.Release();
        }
    }

    private void Help(Sight sight)
    {
        try
        {
            while (sight.ReadNext())
            {
            }
        }
        finally
        {
            _ = _cores.Release();
        }
    }

    private async Task<ReadOnlyMemory<byte>> FetchAsync(ReceivedBody body, ReceivedInput input, CancellationToken cancellation)
    {
        if (input.Kind is not (ReceivedKind.Image or ReceivedKind.None))
        {
            throw new InputRejectedException(
                StatusCodes.InputUnsupportedFormat,
                $"The local engine takes pictures and videos, not {input.Kind.ToString().ToLowerInvariant()} inputs.");
        }

        return input switch
        {
            { Base64: { } content } => CheckLength(body.GetContent(content)),
            { Url: { } url } => await downloader.DownloadAsync(url, cancellation),
            _ => throw new InputRejectedException(
                StatusCodes.InputInvalidArgument, "The input has neither the URL nor the bytes of a picture."),
        };
    }

    private ReadOnlyMemory<byte> CheckLength(ReadOnlyMemory<byte> picture) => picture.Length <= downloader.MaximumBytes
        ? picture
        : throw new InputRejectedException(
            StatusCodes.InputOverLimit, $"The picture has {picture.Length} bytes; the limit is {downloader.MaximumBytes}.");
}
