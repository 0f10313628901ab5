using System.Globalization;
using System.Text.RegularExpressions;

namespace Clarifai;

/// <summary>
/// Escapes untrusted text for display: the text in an image can contain characters that control a terminal or reverse the text next to
/// them.
/// </summary>
internal static class VisibleText
{
    // Control characters except white space; a lone carriage return overwrites the line. Then all bidirectional controls.
    private static readonly Regex Unseen = new(@"[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069-[\t\n\r]]|\r(?!\n)");

    /// <summary>The text with such characters escaped.</summary>
    /// <returns>E.g. \u202E for a right-to-left override.</returns>
    public static string Of(string text) => Unseen.Replace(
        text, found => string.Format(CultureInfo.InvariantCulture, "\\u{0:X4}", (int)found.Value[0]));
}
