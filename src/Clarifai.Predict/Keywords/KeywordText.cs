using System.Text;

namespace Clarifai;

/// <summary>Names come from models, tables and photos of strangers: here they become text that can stand in a photo.</summary>
internal static class KeywordText
{
    private const int LongestInIptc = 64;

    // A name is cut at the last whole character: up to three bytes earlier.
    private const int ShortestCut = LongestInIptc - 3;

    /// <summary>A name without control characters, what is not a character, and white space around it.</summary>
    public static string Clean(string name)
    {
        var clean = new StringBuilder(name.Length);
        for (int at = 0; at < name.Length; at++)
        {
            if (char.IsSurrogatePair(name, at))
            {
                clean.Append(name, at++, 2);
            }
            else if (!char.IsControl(name[at]) && !char.IsSurrogate(name[at]) && name[at] < '\uFFFE')
            {
                clean.Append(name[at]);
            }
        }

        return clean.ToString().Trim();
    }

    /// <summary>Whether IPTC has room for it.</summary>
    public static bool FitsIptc(string keyword) => Encoding.UTF8.GetByteCount(keyword) <= LongestInIptc;

    /// <summary>Whether a keyword in IPTC is what another program has left of a longer one.</summary>
    public static bool IsCutFrom(string keyword, IEnumerable<string> subjects) =>
        FitsIptc(keyword) && Encoding.UTF8.GetByteCount(keyword) >= ShortestCut
        && subjects.Any(subject => !FitsIptc(subject) && subject.StartsWith(keyword, StringComparison.Ordinal));
}
