namespace Clarifai;

/// <summary>A video whose container is known by its content.</summary>
/// <param name="Path">The full path.</param>
/// <param name="Demuxer">ffmpeg's name of the reader for the container: the only one that it may use.</param>
/// <param name="Length">Bytes of the file.</param>
internal sealed record VideoFile(string Path, string Demuxer, long Length)
{
    /// <summary>What the file is named by: what a temporary one was made of.</summary>
    public string Name { get; private init; } = Path;

    /// <summary>How the sizes in the container show that the file is cut off; null where they do not.</summary>
    public string? CutOff { get; private init; }

    /// <summary>Looks at a file's first bytes.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="name">What a temporary file was made of; null where it is the user's own file.</param>
    /// <exception cref="ClarifaiException">The file is not there, may not be read or is no video that the service reads.</exception>
    public static VideoFile Open(string path, string? name = null)
    {
        if (!System.IO.Path.IsPathRooted(path))
        {
            throw new ArgumentException("The path must be a full one.", nameof(path));
        }

        var input = FileInput.Create(path, MediaKind.Video, ServiceLimits.Current, name);
        if (input.Format?.Demuxer is { } demuxer)
        {
            return new VideoFile(path, demuxer, input.Length) { Name = input.Source, CutOff = FindCutOff(input, demuxer) };
        }

        input.Release();
        throw new ClarifaiException(
            ErrorId.UnsupportedMediaType,
            $"'{input.Source}' is no video that can be read: its content is {input.Format?.Name ?? "of an unknown format"}. "
            + "MP4, QuickTime, 3GPP, AVI, Windows Media, Matroska and GIF can.");
    }

    public override string ToString() => Name;

    private static string? FindCutOff(PredictInput input, string demuxer)
    {
        using InputContent content = input.Open()!;
        content.Rewind();
        try
        {
            long whole = ContainerLength.Read(content.Stream, demuxer);
            return whole > input.Length ? $"with {input.Length:N0} of its {whole:N0} bytes" : null;
        }
        catch (IOException e)
        {
            throw ReadFailure.Error(e, input.Source);
        }
    }
}
