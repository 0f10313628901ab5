namespace Clarifai;

/// <summary>Where a video ends early or is damaged; everything before is intact.</summary>
/// <param name="Time">When the last frame before is shown, from the start of the file.</param>
/// <param name="Reason">The evidence.</param>
internal sealed record VideoDamage(TimeSpan Time, string Reason)
{
    public ClarifaiException ToError(VideoFile video) => new(
        ErrorId.FfmpegFailed,
        $"'{video}' is truncated or damaged{(video.CutOff is null ? "" : $" ({video.CutOff})")}. It was read up to "
        + FormattableString.Invariant($"{Time.TotalSeconds:0.0} s; the frames up to that point were analyzed."),
        new InvalidDataException(Reason));
}
