namespace Clarifai;

/// <summary>A key frame and the packets up to the next one: the smallest part that a video can be cut into without re-encoding.</summary>
/// <param name="FirstPacket">The number of its first packet among those of the video stream.</param>
/// <param name="KeyTime">When the key frame is shown, on the file's clock.</param>
/// <param name="KeyDecodeTime">
/// When the key frame is decoded, on the file's clock: earlier audio packets belong to the previous group.
/// </param>
internal sealed record PictureGroup(int FirstPacket, TimeSpan KeyTime, TimeSpan KeyDecodeTime)
{
    /// <summary>Packets of the video stream.</summary>
    public int PicturePackets { get; set; }

    /// <summary>Packets of all streams.</summary>
    public int Packets { get; set; }

    /// <summary>Bytes of all packets.</summary>
    public long Bytes { get; set; }

    /// <summary>True if frames shown before the key frame depend on the previous group: a piece that begins here loses them.</summary>
    public bool IsOpen { get; set; }
}
