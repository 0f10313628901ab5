using System.Text;

namespace Clarifai.Local;

/// <summary>Text as other programs write it.</summary>
internal static class Utf8Text
{
    /// <summary>The text without the byte order mark that it may begin with.</summary>
    public static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> text) =>
        text.StartsWith(Encoding.UTF8.Preamble) ? text[Encoding.UTF8.Preamble.Length..] : text;
}
