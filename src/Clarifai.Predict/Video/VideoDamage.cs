using System.Globalization;

namespace Clarifai;

/// <summary>Where a video ends early or is damaged; everything before is intact.</summary>
/// <param name="Time">When the last frame before is shown, from the start of the file.</param>
/// <param name="Reason">The evidence.</param>
internal sealed record VideoDamage(TimeSpan Time, string Reason)
{
    public ClarifaiException ToError(VideoFile video) => new(
        ErrorId.FfmpegFailed,
        string.Format(
            CultureInfo.InvariantCulture,
            "'{0}' is truncated or damaged{1}. It was read up to {2:0.0} s; the frames up to that point were analyzed.",
            video,
            video.CutOff is null ? "" : $" ({video.CutOff})",
            Time.TotalSeconds),
        new InvalidDataException(Reason));
}
