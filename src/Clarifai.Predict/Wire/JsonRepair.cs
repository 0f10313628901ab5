using System.Text;
using System.Text.RegularExpressions;

namespace Clarifai;

/// <summary>
/// Repairs the invalid JSON that some services send: invalid Unicode becomes U+FFFD, invalid numbers and values nested too deeply become
/// null, control characters in strings are escaped, and a byte order mark is removed. Other errors are not repaired.
/// </summary>
internal static class JsonRepair
{
    private const int MostDepth = 64;

    // A string up to its end, what is not a number, a bracket, and what is between these.
    private static readonly Regex Token = new(
        @"""(?>(?:[^""\\]+|\\.)*)""?|-?(?:NaN|Infinity)|[^""{}[\]NI-]+|.", RegexOptions.Singleline | RegexOptions.CultureInvariant);

    // In a string, an escaped pair of surrogates, one that is alone, another escape, and a control character.
    private static readonly Regex Special = new(
        @"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<alone>\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\.|[\x00-\x1F]",
        RegexOptions.Singleline | RegexOptions.CultureInvariant);

    public static byte[] Mend(byte[] body)
    {
        // Invalid UTF-8 becomes U+FFFD here; the byte order mark a character.
        string text = Encoding.UTF8.GetString(body).TrimStart('\uFEFF');
        int depth = 0;
        return Encoding.UTF8.GetBytes(Token.Replace(text, token =>
        {
            string part = token.Value;
            bool opens = part is "{" or "[";
            depth += opens ? 1 : 0;
            string mended = part switch
            {
                _ when depth > MostDepth => opens && depth == MostDepth + 1 ? "null" : "",
                ['"', ..] => Special.Replace(part, Mend),
                "NaN" or "-NaN" or "Infinity" or "-Infinity" => "null",
                _ => part,
            };
            depth -= part is "}" or "]" ? 1 : 0;
            return mended;
        }));
    }

    private static string Mend(Match special) =>
        special.Groups["alone"].Success ? "\\ufffd"
        : special.Value[0] < ' ' ? $"\\u{(int)special.Value[0]:x4}"
        : special.Value;
}
