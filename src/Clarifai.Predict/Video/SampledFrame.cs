namespace Clarifai;

/// <summary>A frame taken from a video.</summary>
public sealed class SampledFrame
{
    internal SampledFrame(int index, long timeMs, int width, int height, byte[] content)
    {
        Index = index;
        TimeMs = timeMs;
        Width = width;
        Height = height;
        Content = content;
    }

    /// <summary>The number of the sampled frame, from 0.</summary>
    public int Index { get; }

    /// <summary>When it is shown: the frame's own time stamp, in milliseconds from the video's first frame.</summary>
    public long TimeMs { get; }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>The picture, the right way up, as <see cref="FrameSamplerOptions.Encoding"/> asks.</summary>
#pragma warning disable CA1819 // A block of pixels that is handed over, not kept.
    public byte[] Content { get; }
#pragma warning restore CA1819
}
