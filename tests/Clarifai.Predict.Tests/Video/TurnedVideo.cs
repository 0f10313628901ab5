using System.Buffers.Binary;

namespace Clarifai.Tests.Video;

/// <summary>Makes a video one of a phone held upright: the picture stays, and the header of its track says to turn it clockwise.</summary>
internal static class TurnedVideo
{
    // From the box's type: version and flags, two dates, track, reserved, duration, reserved, layer, group, volume, reserved.
    private const int MatrixOffset = 4 + 40;

    public static async Task TurnAsync(string path)
    {
        byte[] content = await File.ReadAllBytesAsync(path, FfmpegForTests.Cancellation);
        Span<byte> matrix = content.AsSpan(content.AsSpan().IndexOf("tkhd"u8) + MatrixOffset, 36);
        int[] turned = [0, 0x10000, 0, -0x10000, 0, 0, 0, 0, 0x40000000];
        for (int i = 0; i < turned.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(matrix[(i * 4)..], turned[i]);
        }

        await File.WriteAllBytesAsync(path, content, FfmpegForTests.Cancellation);
    }
}
