namespace Clarifai;

/// <summary>The pieces of a video. Their files are deleted when this is disposed.</summary>
public sealed class VideoSplit : IDisposable
{
    private readonly VideoWorkspace? _workspace;

    internal VideoSplit(IReadOnlyList<VideoPiece> pieces, VideoWorkspace? workspace)
    {
        Pieces = pieces;
        _workspace = workspace;
    }

    /// <summary>The pieces in the order of their times; the video itself where it is within the limits.</summary>
    public IReadOnlyList<VideoPiece> Pieces { get; }

    /// <summary>True where the video was cut.</summary>
    public bool IsCut => _workspace is not null;

    /// <inheritdoc/>
    public void Dispose() => _workspace?.Dispose();
}
