using System.Globalization;
using System.Text.RegularExpressions;

namespace Clarifai;

/// <summary>
/// Text of strangers as it may be shown: what a picture says can carry characters that steer a terminal, or turn around the text beside
/// them.
/// </summary>
internal static class VisibleText
{
    // Control characters, but not the white ones; a carriage return by itself writes over what is there. Then all that sets a direction.
    private static readonly Regex Unseen = new(@"[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069-[\t\n\r]]|\r(?!\n)");

    /// <summary>The text with such characters spelled out.</summary>
    /// <returns>E.g. \u202E in place of a right-to-left override.</returns>
    public static string Of(string text) => Unseen.Replace(
        text, found => string.Format(CultureInfo.InvariantCulture, "\\u{0:X4}", (int)found.Value[0]));
}
