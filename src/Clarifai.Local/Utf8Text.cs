using System.Text;

namespace Clarifai.Local;

/// <summary>Text written by other programs.</summary>
internal static class Utf8Text
{
    /// <summary>The text without a leading byte order mark.</summary>
    public static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> text) =>
        text.StartsWith(Encoding.UTF8.Preamble) ? text[Encoding.UTF8.Preamble.Length..] : text;
}
