namespace Clarifai;

/// <summary>The pieces of a video in chronological order; the video itself if it is within the limits.</summary>
/// <param name="Pieces">The pieces.</param>
/// <param name="Workspace">The folder of their files; null if the video was not cut.</param>
internal sealed record VideoSplit(IReadOnlyList<VideoPiece> Pieces, VideoWorkspace? Workspace) : IDisposable
{
    /// <summary>Where the video ends early or is damaged, as far as its packets show; null if it is intact.</summary>
    public VideoDamage? Damage { get; init; }

    public bool IsCut => Workspace is not null;

    /// <summary>Deletes the files of the pieces.</summary>
    public void Dispose() => Workspace?.Dispose();
}
