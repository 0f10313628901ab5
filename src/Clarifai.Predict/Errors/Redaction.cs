using System.Text.RegularExpressions;

namespace Clarifai;

/// <summary>Takes out of texts what may be secret: the user info, query and fragment of addresses.</summary>
internal static class Redaction
{
    private static readonly Regex Address = new(@"\bhttps?://[^\s'""<>]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>One address; the text need not be an address at all.</summary>
    public static string Shown(string address)
    {
        int end = address.IndexOfAny(['?', '#']);
        string shown = end < 0 ? address : address.Substring(0, end);
        int scheme = shown.IndexOf("://", StringComparison.Ordinal);
        int authority = scheme < 0 ? 0 : scheme + 3;
        int path = shown.IndexOf('/', authority);
        int user = shown.Substring(0, path < 0 ? shown.Length : path).LastIndexOf('@');
        return user < authority ? shown : shown.Remove(authority, user + 1 - authority);
    }

    /// <summary>A text of others, with any number of addresses in it.</summary>
    public static string? InText(string? text) =>
        text?.Contains("://") == true ? Address.Replace(text, address => Shown(address.Value)) : text;
}
