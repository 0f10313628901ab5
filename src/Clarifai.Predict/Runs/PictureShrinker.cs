namespace Clarifai;

/// <summary>
/// Makes of pictures what is sent in their place, with the program of the local engine: as many at a time as there are cores. Safe for use
/// by many threads.
/// </summary>
/// <param name="engine">The local engine.</param>
/// <param name="maximumDimension">Pixels of a picture's longer side, at most.</param>
/// <param name="retry">How often and after what wait the engine is asked again.</param>
internal sealed class PictureShrinker(ClarifaiClient engine, int maximumDimension, RetryPolicy retry)
{
    public const int LeastDimension = 64;
    public const int MostDimension = 8192;

    // A GIF may move, and what the engine does not know is left to the service.
    private static readonly MediaFormat?[] Formats =
    [
        MediaFormat.Jpeg, MediaFormat.Png, MediaFormat.WebP, MediaFormat.Bmp, MediaFormat.Tiff, MediaFormat.Heic, MediaFormat.Avif,
    ];

    private readonly RequestRoom _places = new(handles: null, letGo: () => { }, Environment.ProcessorCount);

    /// <summary>Sets what is sent in place of a picture that is too large, not upright or of a format that few services read.</summary>
    /// <param name="indexed">The input; of any other kind it stays what it is.</param>
    /// <param name="room">Bounds the requests that are under way.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>What has become of a picture that cannot be read, is damaged or too large; null where it can be sent.</returns>
    /// <exception cref="ClarifaiException">The engine could not be asked.</exception>
    public async Task<PredictOutcome?> ShrinkAsync(IndexedInput indexed, RequestRoom room, CancellationToken cancellation)
    {
        PredictInput input = indexed.Input;
        if (input.Kind is not MediaKind.Image || !Formats.Contains(input.Format))
        {
            return null;
        }

        try
        {
            input.Sent = await _places.RunAsync(
                () => new RetryLoop(retry, Clock.System).RunAsync(
                    () => room.RunAsync(() => engine.ShrinkPictureAsync(input, maximumDimension, cancellation), cancellation),
                    (_, _) => { },
                    cancellation),
                cancellation).ConfigureAwait(false);
            return null;
        }
        catch (ClarifaiServiceException e) when (!e.EndsRun && e.HttpStatus is 400 or 413)
        {
            // What the engine says of a picture is what the service would say of it.
            return new PredictOutcome(indexed, e.Status, []);
        }
        catch (ClarifaiException e) when (!e.EndsRun)
        {
            return new PredictOutcome(indexed, e);
        }
    }
}
