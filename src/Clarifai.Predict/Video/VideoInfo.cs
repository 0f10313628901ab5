namespace Clarifai;

/// <summary>What a video's headers say about it.</summary>
internal sealed record VideoInfo
{
    /// <summary>ffmpeg's name of the picture's codec, e.g. h264.</summary>
    public required string Codec { get; init; }

    /// <summary>Pixels in a row of the picture as stored.</summary>
    public required int Width { get; init; }

    /// <summary>Rows of the picture as stored.</summary>
    public required int Height { get; init; }

    /// <summary>
    /// Degrees that a player turns the picture by, counter-clockwise: a phone held upright stores a lying picture and -90.
    /// </summary>
    public int Rotation { get; init; }

    /// <summary>When the file starts, on its own clock: 0 for players, whatever begins first.</summary>
    public TimeSpan Start { get; init; }

    /// <summary>Length; null where the headers do not say. That it is true is not certain.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>ffmpeg's names of the codecs of the sound tracks.</summary>
    public IReadOnlyList<string> AudioCodecs { get; init; } = [];

    /// <summary>Pixels in a row of the picture as shown.</summary>
    public int DisplayWidth => IsTurned ? Height : Width;

    /// <summary>Rows of the picture as shown.</summary>
    public int DisplayHeight => IsTurned ? Width : Height;

    /// <summary>The number of the picture's stream in the file.</summary>
    public int VideoStream { get; init; }

    /// <summary>Time from the file's start, which may be the sound's, to the first picture.</summary>
    public TimeSpan PictureDelay { get; init; }

    /// <summary>The numbers of the sound tracks in the file, in the order of <see cref="AudioCodecs"/>.</summary>
    public IReadOnlyList<int> AudioStreams { get; init; } = [];

    private bool IsTurned => Math.Abs(Rotation) % 180 == 90;
}
