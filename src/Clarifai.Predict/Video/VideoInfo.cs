namespace Clarifai;

/// <summary>The metadata in a video's headers.</summary>
internal sealed record VideoInfo
{
    /// <summary>ffmpeg's name of the video codec, e.g. h264.</summary>
    public required string Codec { get; init; }

    /// <summary>The width of the stored frames in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>The height of the stored frames in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>
    /// The degrees by which a player rotates the frames, counterclockwise: a phone held upright stores landscape frames and -90.
    /// </summary>
    public int Rotation { get; init; }

    /// <summary>When the file starts, on its own clock: players show this as 0.</summary>
    public TimeSpan Start { get; init; }

    /// <summary>The length; null if the headers do not specify it. It may be wrong.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>ffmpeg's names of the audio codecs.</summary>
    public IReadOnlyList<string> AudioCodecs { get; init; } = [];

    /// <summary>The width of the frames as shown in pixels.</summary>
    public int DisplayWidth => IsTurned ? Height : Width;

    /// <summary>The height of the frames as shown in pixels.</summary>
    public int DisplayHeight => IsTurned ? Width : Height;

    /// <summary>The number of the video stream in the file.</summary>
    public int VideoStream { get; init; }

    /// <summary>The number of packets in the video stream if they were counted; otherwise 0.</summary>
    public int PicturePackets { get; init; }

    /// <summary>The time from the file's start, where audio may begin, to the first frame.</summary>
    public TimeSpan PictureDelay { get; init; }

    /// <summary>The numbers of the audio streams in the file, in the order of <see cref="AudioCodecs"/>.</summary>
    public IReadOnlyList<int> AudioStreams { get; init; } = [];

    private bool IsTurned => Math.Abs(Rotation) % 180 == 90;
}
