using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Clarifai;

/// <summary>Takes out of texts what may be secret: the user info, query and fragment of addresses.</summary>
internal static class Redaction
{
    private static readonly Regex Address = new(@"\bhttps?://[^\s'""<>]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // Meant as an address of the web, whatever slipped in before it or was left out of it.
    private static readonly Regex Slip = new(@"^[\s'""<]*https?(:|//)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // Behind a scheme, also one with a slip in it, or at the beginning.
    private static readonly Regex User = new(@"(?<=^[^/@]*/{0,2})[^/]*@", RegexOptions.CultureInvariant);

    private const int MostShown = 200;

    /// <summary>True for what is meant as an address, be it one or not.</summary>
    public static bool IsAddress(string text) => text.Contains("://") || Slip.IsMatch(text);

    /// <summary>What was given as an input, as messages name it: what is neither a path nor an address may be a whole page.</summary>
    /// <param name="text">The text as it was given.</param>
    /// <param name="isAddress">True where nothing but an address can be meant.</param>
    public static string Given(string text, bool isAddress = false)
    {
        string shown = isAddress || IsAddress(text) ? Shown(text) : text;
        return shown.Length > MostShown ? shown.Remove(MostShown) + "..." : shown;
    }

    /// <summary>One address; the text need not be an address at all.</summary>
    public static string Shown(string address)
    {
        int end = address.IndexOfAny(['?', '#']);
        string shown = end < 0 ? address : address.Substring(0, end);
        Match user = User.Match(shown);
        return user.Success ? shown.Remove(user.Index, user.Length) : shown;
    }

    /// <summary>A text of others on one line of a screen: control characters are shown, not obeyed.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Visible(string? text) => text?.Any(char.IsControl) == true
        ? string.Concat(text.Select(character => char.IsControl(character) ? $"\\u{(int)character:x4}" : character.ToString()))
        : text;

    /// <summary>A text of others, with any number of addresses in it.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? InText(string? text) =>
        text?.Contains("://") == true ? Address.Replace(text, address => Shown(address.Value)) : text;
}
