using Clarifai.PowerShell.Commands;

namespace Clarifai.PowerShell;

/// <summary>
/// Measures the length of videos if ffmpeg is installed: the service receives a whole video before it rejects it as too long.
/// </summary>
internal sealed class VideoMeter(ClarifaiCommand command, ServiceLimits limits)
{
    private readonly Lazy<FfmpegInstallation?> _ffmpeg = new(() => ClarifaiCommand.Attempt(() => FfmpegLocator.Find(), _ => { }));

    /// <returns>Null if the video is within the limits or cannot be measured.</returns>
    public ClarifaiException? Check(PredictInput input)
    {
        if (input is not { Kind: MediaKind.Video, Format.Demuxer: not null } || _ffmpeg.Value is not { } ffmpeg)
        {
            return null;
        }

        // The service may read what ffprobe cannot.
        VideoInfo? info = ClarifaiCommand.Attempt(() => command.Wait(cancellation => ProbeAsync(ffmpeg, input, cancellation)), _ => { });
        if (info?.Duration is not { } duration || duration <= limits.MaximumVideoDuration)
        {
            return null;
        }

        int seconds = (int)Math.Ceiling(duration.TotalSeconds);
        return new ClarifaiException(
            ErrorId.VideoTooLong,
            $"'{input.Source}' is {seconds / 60}:{seconds % 60:00} minutes long; the service accepts videos of up to "
            + $"{limits.MaximumVideoDuration.TotalMinutes:0.##} minutes.",
            cause: ErrorCause.VideoTooLarge);
    }

    private static async Task<VideoInfo> ProbeAsync(FfmpegInstallation ffmpeg, PredictInput input, CancellationToken cancellation)
    {
        using LocalVideo video = await LocalVideo.OpenAsync(input, cancellation).ConfigureAwait(false);
        return await VideoProbe.ReadAsync(ffmpeg, video.File, cancellation).ConfigureAwait(false);
    }
}
