namespace Clarifai;

/// <summary>The full paths of the two programs that read videos.</summary>
/// <param name="Ffmpeg">Cuts videos and extracts frames.</param>
/// <param name="Ffprobe">Reads a video's metadata.</param>
internal sealed record FfmpegInstallation(string Ffmpeg, string Ffprobe);
