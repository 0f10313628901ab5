namespace Clarifai;

/// <summary>A part of a video as a file of its own.</summary>
public sealed class VideoPiece
{
    internal VideoPiece(string path, TimeSpan start, TimeSpan duration)
    {
        Path = path;
        Start = start;
        Duration = duration;
    }

    /// <summary>The full path of the file; it is the video itself where that did not have to be cut.</summary>
    public string Path { get; }

    /// <summary>When its first picture is shown, on the whole video's clock.</summary>
    public TimeSpan Start { get; }

    /// <summary>Time from its first picture to the next piece's, or to the end of the video.</summary>
    public TimeSpan Duration { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Start:hh\\:mm\\:ss\\.fff}+{Duration:hh\\:mm\\:ss\\.fff} {Path}";
}
