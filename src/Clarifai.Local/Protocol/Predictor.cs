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
    public async Task<PredictOutcome[]> PredictAsync(
        IPictureModel model,
        RequestBody body,
        IReadOnlyList<PredictInput> inputs,
        VideoSampling? sampling,
        CancellationToken cancellation) =>
        [.. (await PredictAllAsync([model], body, inputs, sampling, cancellation)).Select(outcomes => outcomes[0])];

    /// <summary>Predicts on every input with each of some models, which take no videos together.</summary>
    /// <param name="models">What looks at them.</param>
    /// <param name="body">The request's body, which has the inputs' bytes.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>For every input, the outcomes in the order of the models.</returns>
    public Task<PredictOutcome[][]> PredictAsync(
        IReadOnlyList<IPictureModel> models, RequestBody body, IReadOnlyList<PredictInput> inputs, CancellationToken cancellation) =>
        PredictAllAsync(models, body, inputs, sampling: null, cancellation);

    /// <summary>Does what keeps a core busy when there is one for it.</summary>
    public async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        await _cores.WaitAsync(cancellation);
        try
        {
            return work();
        }
        finally
        {
            _ = _cores.Release();
        }
    }

    /// <summary>Waits for the inputs that are being worked on: a network must not be taken away from under them.</summary>
    public async ValueTask DisposeAsync()
    {
        for (int core = 0; core < Environment.ProcessorCount; core++)
        {
            await _cores.WaitAsync();
        }
    }

    private async Task<PredictOutcome[][]> PredictAllAsync(
        IReadOnlyList<IPictureModel> models,
        RequestBody body,
        IReadOnlyList<PredictInput> inputs,
        VideoSampling? sampling,
        CancellationToken cancellation)
    {
        PredictInput? firstVideo = inputs.FirstOrDefault(input => input.Kind == MediaKind.Video);
        var outcomes = new PredictOutcome[inputs.Count][];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = InputsInFlight, CancellationToken = cancellation };
        await Parallel.ForAsync(0, inputs.Count, parallel, async (index, token) =>
        {
            PredictInput input = inputs[index];
            outcomes[index] = input.Kind == MediaKind.Video
                ? [.. await Task.WhenAll(models.Select(model => GetOutcomeAsync(
                    input, () => PredictVideoAsync(model, body, input, ReferenceEquals(input, firstVideo), sampling, token))))]
                : await PredictPictureAsync(models, body, input, token);
        });
        return outcomes;
    }

    private async Task<PredictOutcome[]> PredictPictureAsync(
        IReadOnlyList<IPictureModel> models, RequestBody body, PredictInput input, CancellationToken cancellation)
    {
        // Fetched once, whatever comes of it.
        Task<ReadOnlyMemory<byte>> picture = FetchAsync(body, input, cancellation);
        return await Task.WhenAll(models.Select(model =>
            GetOutcomeAsync(input, async () => await LookAsync(model, await picture, cancellation))));
    }

    private Task<IPrediction> PredictVideoAsync(
        IPictureModel model, RequestBody body, PredictInput input, bool isFirst, VideoSampling? sampling, CancellationToken cancellation)
    {
        if (sampling is null)
        {
            throw new InputRejectedException(StatusCodes.InputUnsupportedFormat, "Pictures only are taken here, no videos.");
        }

        return isFirst
            ? videoPredictor.PredictAsync(
                input.Base64 is { } content ? body.GetContent(content) : default(ReadOnlyMemory<byte>?),
                input.Url,
                sampling,
                frame => Task.Run(() => LookAsync(model, frame, cancellation), cancellation),
                cancellation)
            : throw new InputRejectedException(
                StatusCodes.InputInvalidArgument, "A request takes one video: send this one in a request of its own.");
    }

    private async Task<PredictOutcome> GetOutcomeAsync(PredictInput input, Func<Task<IPrediction>> predict)
    {
        try
        {
            return PredictOutcome.Success(input, await predict());
        }
        catch (InputRejectedException rejected)
        {
            return PredictOutcome.Failure(input, rejected.Code, rejected.Message);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or RequestRejectedException))
        {
            log.LogError(failure, "The engine failed on an input.");
            return PredictOutcome.Failure(
                input, EngineStatusCodes.PredictionFailed, "The engine failed on this input; its log has the reason.");
        }
    }

    private Task<IPrediction> LookAsync(IPictureModel model, ReadOnlyMemory<byte> picture, CancellationToken cancellation) =>
        RunAsync(() => model.Predict(picture, cancellation), cancellation);

    private async Task<ReadOnlyMemory<byte>> FetchAsync(RequestBody body, PredictInput input, CancellationToken cancellation)
    {
        if (input.Kind is not (MediaKind.Image or MediaKind.None))
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
