namespace Clarifai;

/// <summary>
/// Has the program of the local engine make what is sent in place of images: as many at a time as there are cores. Thread-safe.
/// </summary>
/// <param name="engine">Gets the local engine: starts one if none is running.</param>
/// <param name="maximumDimension">The most pixels of an image's longer side.</param>
/// <param name="limits">What the service accepts, for images that are sent as they are.</param>
/// <param name="retry">How often a busy engine is asked again, and after what wait.</param>
/// <param name="timeout">The longest time for an image.</param>
internal sealed class PictureShrinker(
    Func<CancellationToken, Task<ClarifaiClient>> engine,
    int maximumDimension,
    ServiceLimits limits,
    RetryPolicy retry,
    TimeSpan timeout)
{
    public const int LeastDimension = 64;
    public const int MostDimension = 8192;

    // A GIF may be animated; formats that the engine does not know are left to the service.
    private static readonly MediaFormat?[] Formats =
    [
        MediaFormat.Jpeg, MediaFormat.Png, MediaFormat.WebP, MediaFormat.Bmp, MediaFormat.Tiff, MediaFormat.Heic, MediaFormat.Avif,
    ];

    private readonly RequestRoom _places = new(handles: null, letGo: () => { }, Environment.ProcessorCount);

    /// <summary>What a run accepts that shrinks its images. Whether the service accepts what is left is checked afterwards.</summary>
    public static ServiceLimits Accepted(ServiceLimits service) => service with
    {
        FurtherPictureFormats = [.. service.FurtherPictureFormats.Union([MediaFormat.Heic.Name, MediaFormat.Avif.Name])],
        MaximumImageBytes = service.MaximumRequestBytes / 4 * 3,
    };

    /// <summary>Sets what is sent in place of an image that is too large, not upright or of a format that few services read.</summary>
    /// <param name="indexed">The input; any other kind is sent as it is.</param>
    /// <param name="room">Limits the requests in flight.</param>
    /// <param name="cancellation">Cancels it.</param>
    /// <returns>The outcome of an image that cannot be sent; null if it can.</returns>
    /// <exception cref="ClarifaiException">The engine cannot be used (LocalEngineNotFound, LocalEngineFailed).</exception>
    public async Task<PredictOutcome?> ShrinkAsync(IndexedInput indexed, RequestRoom room, CancellationToken cancellation)
    {
        PredictInput input = indexed.Input;
        try
        {
            if (input.Kind is MediaKind.Image && Formats.Contains(input.Format))
            {
                input.Sent = await _places.RunAsync(
                    () => retry.RunAsync(
                        () => room.RunAsync(() => AskAsync(input, cancellation), cancellation), Clock.System, cancellation),
                    cancellation).ConfigureAwait(false);
            }
        }
        catch (ClarifaiServiceException e) when (!e.EndsRun && e.HttpStatus is 400 or 413)
        {
            // The service would reject the image for the same reason. It does not know the engine's request.
            return new PredictOutcome(indexed, e.Status with { RequestId = null }, []);
        }
        catch (ClarifaiInputException e)
        {
            return new PredictOutcome(indexed, e);
        }
        catch (ClarifaiException e) when (e.ErrorId is ErrorId.RequestTimeout)
        {
            return new PredictOutcome(indexed, new ClarifaiException(
                ErrorId.RequestTimeout,
                $"'{input.ShownSource}': the local engine did not prepare the image within {timeout.TotalSeconds:0.###} s.",
                e));
        }
        catch (ClarifaiException e) when (e.ErrorId is not (ErrorId.LocalEngineNotFound or ErrorId.LocalEngineFailed))
        {
            throw new ClarifaiException(ErrorId.LocalEngineFailed, $"The local engine that prepares the images failed. {e.Problem}", e);
        }

        return input.Sent is null && input.Check(limits) is { } error ? new PredictOutcome(indexed, error) : null;
    }

    // An engine that has died, of another image perhaps, is replaced once.
    private async Task<SentPicture?> AskAsync(PredictInput input, CancellationToken cancellation)
    {
        ClarifaiClient first = await engine(cancellation).ConfigureAwait(false);
        try
        {
            return await first.ShrinkPictureAsync(input, maximumDimension, timeout, cancellation).ConfigureAwait(false);
        }
        catch (ClarifaiException e) when (e.ErrorId is ErrorId.LocalEngineFailed)
        {
            ClarifaiClient second = await engine(cancellation).ConfigureAwait(false);
            return await second.ShrinkPictureAsync(input, maximumDimension, timeout, cancellation).ConfigureAwait(false);
        }
    }
}
