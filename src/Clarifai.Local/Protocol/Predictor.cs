using Clarifai.Local.Inference;
using Microsoft.ML.OnnxRuntime;

namespace Clarifai.Local.Protocol;

/// <summary>Runs a model over the inputs of a request: as many at once, over all requests, as there are cores.</summary>
internal sealed class Predictor(PictureDownloader downloader, ILogger<Predictor> log) : IAsyncDisposable
{
    // Decoding and inference keep a core busy each; another share of inputs is fetched meanwhile.
    private static readonly int InputsInFlight = Environment.ProcessorCount * 2;

    private readonly SemaphoreSlim _cores = new(Environment.ProcessorCount);

    /// <summary>Predicts on every input; one that fails costs no other its answer. The outcomes are in the order of the inputs.</summary>
    public async Task<PredictOutcome[]> PredictAsync(
        IPictureModel model, RequestBody body, IReadOnlyList<PredictInput> inputs, CancellationToken cancellation) =>
        [.. (await PredictAsync([model], body, inputs, cancellation)).Select(outcomes => outcomes[0])];

    /// <summary>Predicts on every input with each of some models: for every input, the outcomes in the order of the models.</summary>
    public async Task<PredictOutcome[][]> PredictAsync(
        IReadOnlyList<IPictureModel> models, RequestBody body, IReadOnlyList<PredictInput> inputs, CancellationToken cancellation)
    {
        var outcomes = new PredictOutcome[inputs.Count][];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = InputsInFlight, CancellationToken = cancellation };
        await Parallel.ForAsync(0, inputs.Count, parallel, async (index, token) =>
            outcomes[index] = await PredictAsync(models, body, inputs[index], token));
        return outcomes;
    }

    /// <summary>Waits for the inputs that are being worked on: a network must not be taken away from under them.</summary>
    public async ValueTask DisposeAsync()
    {
        for (int core = 0; core < Environment.ProcessorCount; core++)
        {
            await _cores.WaitAsync();
        }
    }

    private async Task<PredictOutcome[]> PredictAsync(
        IReadOnlyList<IPictureModel> models, RequestBody body, PredictInput input, CancellationToken cancellation)
    {
        ReadOnlyMemory<byte> picture;
        try
        {
            picture = await FetchAsync(body, input, cancellation);
        }
        catch (InputRejectedException rejected)
        {
            return [.. models.Select(_ => PredictOutcome.Failure(input, rejected.Code, rejected.Message))];
        }

        await _cores.WaitAsync(cancellation);
        try
        {
            return [.. models.Select(model => Predict(model, input, picture))];
        }
        finally
        {
            _ = _cores.Release();
        }
    }

    private PredictOutcome Predict(IPictureModel model, PredictInput input, ReadOnlyMemory<byte> picture)
    {
        try
        {
            return PredictOutcome.Success(input, model.Predict(picture));
        }
        catch (InputRejectedException rejected)
        {
            return PredictOutcome.Failure(input, rejected.Code, rejected.Message);
        }
        catch (OnnxRuntimeException failure)
        {
            log.LogError(failure, "The model failed on an input.");
            return PredictOutcome.Failure(input, EngineStatusCodes.PredictionFailed, "The model failed on this input; the engine's log has the reason.");
        }
    }

    private async Task<ReadOnlyMemory<byte>> FetchAsync(RequestBody body, PredictInput input, CancellationToken cancellation)
    {
        if (input.Kind is not (MediaKind.Image or MediaKind.None))
        {
            throw new InputRejectedException(
                StatusCodes.InputUnsupportedFormat, $"This version of the local engine takes pictures only, not {input.Kind.ToString().ToLowerInvariant()} inputs.");
        }

        return input switch
        {
            { Base64: { } content } => CheckLength(body.GetContent(content)),
            { Url: { } url } => await downloader.DownloadAsync(url, cancellation),
            _ => throw new InputRejectedException(StatusCodes.InputInvalidArgument, "The input has neither the URL nor the bytes of a picture."),
        };
    }

    private ReadOnlyMemory<byte> CheckLength(ReadOnlyMemory<byte> picture) => picture.Length <= downloader.MaximumBytes
        ? picture
        : throw new InputRejectedException(StatusCodes.InputOverLimit, $"The picture has {picture.Length} bytes; the limit is {downloader.MaximumBytes}.");
}
