using System.Text;

namespace Clarifai.PowerShell.Tests.Fixture;

/// <summary>
/// Small files that look like pictures and videos by their first bytes and hold a caption, by which the service knows them again.
/// </summary>
internal static class SampleFile
{
    private static readonly byte[] JpegStart = [0xFF, 0xD8, 0xFF, 0xE0];
    private static readonly byte[] Mp4Start = [0, 0, 0, 0x18, .. "ftypmp42"u8, 0, 0, 0, 0];

    public static byte[] Picture(string caption) => [.. JpegStart, .. Encoding.UTF8.GetBytes(caption)];

    /// <summary>One picture a caption, to be piped one by one.</summary>
    public static byte[][] Pictures(params IEnumerable<string> captions) => [.. captions.Select(Picture)];

    public static byte[] Video(string caption) => [.. Mp4Start, .. Encoding.UTF8.GetBytes(caption)];

    public static string Caption(byte[] content)
    {
        int start = content.AsSpan().StartsWith(JpegStart) ? JpegStart.Length : content.AsSpan().StartsWith(Mp4Start) ? Mp4Start.Length : 0;
        return Encoding.UTF8.GetString(content.AsSpan(start));
    }
}
