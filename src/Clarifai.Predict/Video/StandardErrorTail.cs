using System.Text.RegularExpressions;

namespace Clarifai;

/// <summary>What ffmpeg says against a video, fit for one line of an error.</summary>
internal static class StandardErrorTail
{
    // The last ones say what it gave up for; a damaged video has thousands before them.
    private const int MostLines = 4;

    // A line begins with the part of ffmpeg that speaks, and where in memory that part is.
    private static readonly Regex Speaker = new(@"^(\[[^\]]+ @ (0x)?[0-9a-fA-F]+\] *)+", RegexOptions.CultureInvariant);

    /// <summary>The last lines, each once and without who says it.</summary>
    public static string Summarize(string text)
    {
        string[] lines =
        [
            .. text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)
                .Select(line => Speaker.Replace(line, "").Trim())
                .Where(line => line.Length > 0)
                .Reverse().Distinct().Take(MostLines).Reverse(),
        ];
        return string.Join(" | ", lines);
    }
}
