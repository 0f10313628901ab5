namespace Clarifai;

/// <summary>The pieces of a video, in the order of their times; the video itself where it is within the limits.</summary>
/// <param name="Pieces">The pieces.</param>
/// <param name="Workspace">Where their files are; null where the video was not cut.</param>
internal sealed record VideoSplit(IReadOnlyList<VideoPiece> Pieces, VideoWorkspace? Workspace) : IDisposable
{
    /// <summary>Where the video ends early or is damaged, as far as that is known from its packets; null where it is whole.</summary>
    public VideoDamage? Damage { get; init; }

    public bool IsCut => Workspace is not null;

    /// <summary>Deletes the files of the pieces.</summary>
    public void Dispose() => Workspace?.Dispose();
}
