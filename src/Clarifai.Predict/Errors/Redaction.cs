using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Clarifai;

/// <summary>Removes possible secrets from texts: the user info, query and fragment of URLs.</summary>
internal static class Redaction
{
    private static readonly Regex Address = new(@"\bhttps?://[^\s'""<>]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // Intended as a web address, despite characters before it or missing ones.
    private static readonly Regex Slip = new(
        @"^[\s'""<]*https?([:;\uFF1A\uFF1B]|[/\\]{2})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // After a scheme, even a misspelled one, or at the beginning.
    private static readonly Regex User = new(@"^(?<scheme>(?>[^/@]*)//?)?[^/]*@", RegexOptions.CultureInvariant);

    // A host, a path and a query, without a scheme.
    private static readonly Regex NoScheme = new(
        @"^(//|\\\\)?[\w-]+(\.[\w-]+)+[/\\][^?]*\?[^/=?]+=", RegexOptions.CultureInvariant);

    private static readonly Regex ObjectStart = new(@"^@\{(\w+=)?", RegexOptions.CultureInvariant);

    private const int MostShown = 200;

    /// <summary>True if the text is intended as a URL, whether or not it is a valid one.</summary>
    public static bool IsAddress(string text) =>
        text.Contains("://") || Slip.IsMatch(text) || NoScheme.IsMatch(text);

    /// <summary>True for an object converted to text: the values of its properties may be secrets.</summary>
    public static bool IsObject(string text) => ObjectStart.IsMatch(text);

    /// <summary>An input as shown in messages: text that is neither a path nor a URL may be a whole page.</summary>
    /// <param name="text">The text as it was given.</param>
    /// <param name="isAddress">True if the text can only be intended as a URL.</param>
    public static string Given(string text, bool isAddress = false)
    {
        string shown = ObjectStart.Match(text) is { Success: true } start ? $"{start.Value}...}}"
            : isAddress || IsAddress(text) ? Shown(text)
            : text;
        return shown.Length > MostShown ? shown.Remove(MostShown) + "..." : shown;
    }

    /// <summary>One address; the text need not be an address at all.</summary>
    public static string Shown(string address)
    {
        int end = address.IndexOfAny(['?', '#']);
        string shown = end < 0 ? address : address.Substring(0, end);
        return User.Replace(shown, "${scheme}");
    }

    /// <summary>Untrusted text on one line: control characters are escaped.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Visible(string? text) => text?.Any(IsUnseen) == true
        ? string.Concat(text.Select(character => IsUnseen(character) ? $"\\u{(int)character:x4}" : character.ToString()))
        : text;

    // Controls of the terminal and of the direction of text, line breaks included.
    private static bool IsUnseen(char character) =>
        char.IsControl(character) || character is '\u061C' or '\u200E' or '\u200F' or (>= '\u2028' and <= '\u202E')
            or (>= '\u2066' and <= '\u2069');

    /// <summary>Untrusted text with any number of URLs in it.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? InText(string? text) =>
        text?.Contains("://") == true ? Address.Replace(text, address => Shown(address.Value)) : text;
}
