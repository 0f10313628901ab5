namespace Clarifai.PowerShell;

/// <summary>A video as a file that ffmpeg can read: the user's own, or a temporary one for bytes and streams.</summary>
/// <param name="file">The file.</param>
/// <param name="workspace">The folder of the temporary file; null for the user's own.</param>
internal sealed class LocalVideo(VideoFile file, VideoWorkspace? workspace) : IDisposable
{
    public VideoFile File => file;

    /// <exception cref="ClarifaiException">It cannot be read or written.</exception>
    public static async Task<LocalVideo> OpenAsync(PredictInput input, CancellationToken cancellation)
    {
        if (input is FileInput)
        {
            input.Release();
            return new LocalVideo(VideoFile.Open(input.Source), null);
        }

        var workspace = VideoWorkspace.Create();
        try
        {
            using InputContent content = input.Open()!;
            content.Rewind();
            VideoFile file = await workspace.SaveAsync(content.Stream, input.Length, input.Source, cancellation).ConfigureAwait(false);
            return new LocalVideo(file, workspace);
        }
        catch
        {
            workspace.Dispose();
            throw;
        }
    }

    public void Dispose() => workspace?.Dispose();
}
