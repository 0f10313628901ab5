namespace Clarifai;

/// <summary>A key frame and the packets up to the next one: the smallest part that a video can be cut into without re-encoding.</summary>
internal sealed class PictureGroup
{
    public PictureGroup(int firstPacket, TimeSpan keyTime, TimeSpan keyDecodeTime)
    {
        FirstPacket = firstPacket;
        KeyTime = keyTime;
        KeyDecodeTime = keyDecodeTime;
    }

    /// <summary>The number of its first packet among those of the picture's stream.</summary>
    public int FirstPacket { get; }

    /// <summary>When the key frame is shown, on the file's clock.</summary>
    public TimeSpan KeyTime { get; }

    /// <summary>
    /// When the key frame is decoded, on the file's clock: packets of sound that come earlier belong to the group before.
    /// </summary>
    public TimeSpan KeyDecodeTime { get; }

    /// <summary>Packets of the picture's stream.</summary>
    public int PicturePackets { get; set; }

    /// <summary>Packets of all streams.</summary>
    public int Packets { get; set; }

    /// <summary>Bytes of all packets.</summary>
    public long Bytes { get; set; }

    /// <summary>True where pictures shown before the key frame need the group before: they are lost to a piece that begins here.</summary>
    public bool IsOpen { get; set; }
}
