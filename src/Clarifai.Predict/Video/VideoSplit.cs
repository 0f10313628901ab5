namespace Clarifai;

/// <summary>The pieces of a video, in the order of their times; the video itself where it is within the limits.</summary>
/// <param name="Pieces">The pieces.</param>
/// <param name="Workspace">Where their files are; null where the video was not cut.</param>
internal sealed record VideoSplit(IReadOnlyList<VideoPiece> Pieces, VideoWorkspace? Workspace) : IDisposable
{
    public bool IsCut => Workspace is not null;

    /// <summary>Deletes the files of the pieces.</summary>
    public void Dispose() => Workspace?.Dispose();
}
