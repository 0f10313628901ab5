using System.Text;

namespace Clarifai;

/// <summary>Names come from models, tables and photos of strangers: here they become text that can stand in a photo.</summary>
internal static class KeywordText
{
    private const int LongestInIptc = 64;

    // A name is cut at the last whole character: up to three bytes earlier.
    private const int ShortestCut = LongestInIptc - 3;

    /// <summary>Keywords that look the same are the same, with composed letters or decomposed ones.</summary>
    public static IEqualityComparer<string> Comparer { get; } = new CanonicalComparer();

    /// <summary>A name in one line, without control characters, what is not a character, and white space around it.</summary>
    public static string Clean(string name) => Clean(name, char.IsControl);

    /// <summary>
    /// A keyword that a file has, in the same way. Control characters above ASCII stay: they are bytes of a code page that is not known.
    /// </summary>
    public static string CleanStored(string keyword) => Clean(keyword, unit => unit < ' ');

    /// <summary>Whether IPTC has room for it.</summary>
    public static bool FitsIptc(string keyword) => Encoding.UTF8.GetByteCount(keyword) <= LongestInIptc;

    /// <summary>Whether a keyword in IPTC is what another program has left of a longer one.</summary>
    public static bool IsCutFrom(string keyword, IEnumerable<string> subjects) =>
        FitsIptc(keyword) && Encoding.UTF8.GetByteCount(keyword) >= ShortestCut
        && subjects.Any(subject => !FitsIptc(subject) && subject.StartsWith(keyword, StringComparison.Ordinal));

    private static string Clean(string text, Predicate<char> isControl)
    {
        var clean = new StringBuilder(text.Length);
        for (int at = 0; at < text.Length; at++)
        {
            if (char.IsSurrogatePair(text, at))
            {
                clean.Append(text, at++, 2);
            }
            else if (isControl(text[at]))
            {
                // A line break, a tab: what stands around it are two words.
                if (char.IsWhiteSpace(text[at]) && clean.Length > 0 && clean[clean.Length - 1] != ' ')
                {
                    clean.Append(' ');
                }
            }
            else if (!char.IsSurrogate(text[at]) && text[at] < '\uFFFE')
            {
                clean.Append(text[at]);
            }
        }

        return clean.ToString().Trim();
    }

    private sealed class CanonicalComparer : IEqualityComparer<string>
    {
        public bool Equals(string? x, string? y) => x?.Normalize() == y?.Normalize();

        public int GetHashCode(string obj) => obj.Normalize().GetHashCode();
    }
}
