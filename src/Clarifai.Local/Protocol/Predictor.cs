using Clarifai.Local.Inference;
using Clarifai.Local.Video;

namespace Clarifai.Local.Protocol;

/// <summary>Runs a model on the inputs of a request: across all requests, as many at once as there are cores.</summary>
internal sealed class Predictor(PictureDownloader downloader, VideoPredictor videoPredictor, ILogger<Predictor> log) : IAsyncDisposable
{
    // Decoding and inference each keep a core busy; more inputs are downloaded meanwhile.
    private static readonly int InputsInFlight = Environment.ProcessorCount * 2;

    private readonly SemaphoreSlim _cores = new(Environment.ProcessorCount);

    /// <summary>Predicts on every input; a failed input does not affect the others.</summary>
    /// <param name="model">The model.</param>
    /// <param name="body">The request's body, which contains the inputs' bytes.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="sampling">Which frames of a video are used; null if videos are not accepted.</param>
    /// <param name="recipient">What the inputs are for, to begin the error about a video: e.g. The model 'color' does.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The outcomes, in the order of the inputs.</returns>
    public async Task<InputAnswer[]> PredictAsync(
        IPictureModel model,
        ReceivedBody body,
        IReadOnlyList<ReceivedInput> inputs,
        VideoSampling? sampling,
        string recipient,
        CancellationToken cancellation) =>
        [.. (await PredictAllAsync([model], body, inputs, sampling, recipient, cancellation)).Select(outcomes => outcomes[0])];

    /// <summary>Predicts on every input with each of several models; videos are not supported.</summary>
    /// <param name="models">The models.</param>
    /// <param name="body">The request's body, which contains the inputs' bytes.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>For each input, the outcomes in the order of the models.</returns>
    public Task<InputAnswer[][]> PredictAsync(
        IReadOnlyList<IPictureModel> models, ReceivedBody body, IReadOnlyList<ReceivedInput> inputs, CancellationToken cancellation) =>
        PredictAllAsync(models, body, inputs, sampling: null, "Workflows do", cancellation);

    /// <summary>Runs a CPU-bound operation once a core is free.</summary>
    public Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellation) =>
        HoldCoreAsync(() => Task.FromResult(work()), cancellation);

    /// <summary>Waits for the inputs in progress: their networks must not be disposed before.</summary>
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
        string recipient,
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
                    ? [await PredictVideoAsync(models, body, input, ReferenceEquals(input, firstVideo), sampling, recipient, token)]
                    : await ShowAsync(models, await FetchAsync(body, input, token), sight => DescribeAll(models, sight, input), token);
            }
            catch (Exception failure) when (IsOfInput(failure))
            {
                // An error before the models run applies to all of them.
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
        string recipient,
        CancellationToken cancellation)
    {
        if (sampling is null || models is not [var model])
        {
            throw new InputRejectedException(StatusCodes.InputUnsupportedFormat, $"{recipient} not accept videos, only images.");
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
                StatusCodes.InputInvalidArgument, "A request can contain only one video: send this one in a separate request.");
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
            input, EngineStatusCodes.PredictionFailed, "The engine failed on this input; see its log for the reason.");
    }

    // An image occupies one core from decoding to answer, so that no more images than cores are in memory; if other cores are free, its
    // networks run in parallel.
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
                $"The local engine accepts images and videos, not {input.Kind.ToString().ToLowerInvariant()} inputs.");
        }

        return input switch
        {
            { Base64: { } content } => CheckLength(body.GetContent(content)),
            { Url: { } url } => await downloader.DownloadAsync(url, cancellation),
            _ => throw new InputRejectedException(
                StatusCodes.InputInvalidArgument, "The input contains neither the URL nor the bytes of an image."),
        };
    }

    private ReadOnlyMemory<byte> CheckLength(ReadOnlyMemory<byte> picture) => picture.Length <= downloader.MaximumBytes
        ? picture
        : throw new InputRejectedException(
            StatusCodes.InputOverLimit, $"The image has {picture.Length} bytes; the limit is {downloader.MaximumBytes}.");
}
