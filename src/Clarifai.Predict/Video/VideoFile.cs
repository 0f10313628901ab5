namespace Clarifai;

/// <summary>A video whose container was detected from its content.</summary>
/// <param name="Path">The full path.</param>
/// <param name="Demuxer">ffmpeg's name of the container's demuxer: the only one it may use.</param>
/// <param name="Length">Bytes of the file.</param>
internal sealed record VideoFile(string Path, string Demuxer, long Length)
{
    /// <summary>The name in errors: the origin of a temporary file.</summary>
    public string Name { get; private init; } = Path;

    /// <summary>How the sizes in the container show that the file is truncated; null if they do not.</summary>
    public string? CutOff { get; private init; }

    /// <summary>Detects the container from a file's first bytes.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="name">The origin of a temporary file; null for the user's own file.</param>
    /// <exception cref="ClarifaiException">The file does not exist, cannot be read or is not a video that the service can read.</exception>
    public static VideoFile Open(string path, string? name = null)
    {
        if (!System.IO.Path.IsPathRooted(path))
        {
            throw new ArgumentException("The path must be a full path.", nameof(path));
        }

        var input = FileInput.Create(path, MediaKind.Video, ServiceLimits.Current, name);
        if (input.Format?.Demuxer is { } demuxer)
        {
            return new VideoFile(path, demuxer, input.Length) { Name = input.Source, CutOff = FindCutOff(input, demuxer) };
        }

        input.Release();
        throw new ClarifaiException(
            ErrorId.UnsupportedMediaType,
            $"'{input.Source}' is not a video that can be read; {MediaFormat.Impression(input.Format)}. "
            + "Supported formats: MP4, QuickTime, 3GPP, AVI, Windows Media, Matroska, and GIF.");
    }

    public override string ToString() => Name;

    private static string? FindCutOff(PredictInput input, string demuxer)
    {
        using InputContent content = input.Open()!;
        content.Rewind();
        try
        {
            long whole = ContainerLength.Read(content.Stream, demuxer);
            return whole > input.Length ? $"{input.Length:N0} of {whole:N0} bytes" : null;
        }
        catch (IOException e)
        {
            throw ReadFailure.Error(e, input.Source);
        }
    }
}
