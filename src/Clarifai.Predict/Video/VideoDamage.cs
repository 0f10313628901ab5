using System.Globalization;

namespace Clarifai;

/// <summary>Where a video ends early or is damaged; what comes before is whole.</summary>
/// <param name="Time">When the last picture before is shown, from the start of the file.</param>
/// <param name="Reason">What shows it.</param>
internal sealed record VideoDamage(TimeSpan Time, string Reason)
{
    public ClarifaiException ToError(VideoFile video) => new(
        ErrorId.FfmpegFailed,
        string.Format(
            CultureInfo.InvariantCulture,
            "'{0}' is cut off or damaged{1}: it was read up to {2:0.0} s. The frames up to there are given.",
            video,
            video.CutOff is null ? "" : $", {video.CutOff}",
            Time.TotalSeconds),
        new InvalidDataException(Reason));
}
