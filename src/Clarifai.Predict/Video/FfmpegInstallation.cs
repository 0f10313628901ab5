namespace Clarifai;

/// <summary>The two programs that read videos, as full paths.</summary>
/// <param name="Ffmpeg">Cuts videos and takes frames from them.</param>
/// <param name="Ffprobe">Says what is in a video.</param>
internal sealed record FfmpegInstallation(string Ffmpeg, string Ffprobe);
