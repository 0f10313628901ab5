namespace Clarifai;

/// <summary>A video whose container is known by its content.</summary>
/// <param name="Path">The full path.</param>
/// <param name="Demuxer">ffmpeg's name of the reader for the container: the only one that it may use.</param>
/// <param name="Length">Bytes of the file.</param>
internal sealed record VideoFile(string Path, string Demuxer, long Length)
{
    /// <summary>How the sizes in the container show that the file is cut off; null where they do not.</summary>
    public string? CutOff { get; private init; }

    /// <summary>Looks at a file's first bytes.</summary>
    /// <param name="path">The full path.</param>
    /// <exception cref="ClarifaiException">The file is not there, may not be read or is no video that the service reads.</exception>
    public static VideoFile Open(string path)
    {
        if (!System.IO.Path.IsPathRooted(path))
        {
            throw new ArgumentException("The path must be a full one.", nameof(path));
        }

        var input = PredictInput.FromFile(path, MediaKind.Video);
        if (input.Format?.Demuxer is { } demuxer)
        {
            return new VideoFile(path, demuxer, input.Length) { CutOff = FindCutOff(input, demuxer) };
        }

        input.Release();
        throw new ClarifaiException(
            ErrorId.UnsupportedMediaType,
            $"'{path}' is no video that can be read: its content is {input.Format?.Name ?? "of an unknown format"}. "
            + "MP4, QuickTime, 3GPP, AVI, Windows Media, Matroska and GIF can.");
    }

    public override string ToString() => Path;

    private static string? FindCutOff(PredictInput input, string demuxer)
    {
        using InputContent content = input.Open()!;
        content.Rewind();
        try
        {
            long whole = ContainerLength.Read(content.Stream, demuxer);
            return whole > input.Length ? $"the file has {input.Length:N0} of its {whole:N0} bytes" : null;
        }
        catch (IOException e)
        {
            throw ReadFailure.Error(e, input.Source);
        }
    }
}
