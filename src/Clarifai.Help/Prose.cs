using System.Text.RegularExpressions;

namespace Clarifai.Help;

/// <summary>Text as Markdown, and as plain paragraphs.</summary>
public sealed partial class Prose
{
    /// <summary>Creates a text from the lines between two headings.</summary>
    /// <param name="lines">Markdown; blank lines separate the paragraphs.</param>
    public Prose(IEnumerable<string> lines) => Markdown = string.Join('\n', lines).Trim('\n', ' ');

    /// <summary>The Markdown.</summary>
    public string Markdown { get; }

    /// <summary>True if it is empty.</summary>
    public bool IsEmpty => Markdown.Length == 0;

    /// <summary>One string per paragraph or list item, without markup.</summary>
    public IEnumerable<string> Paragraphs =>
        ParagraphEnd().Split(Markdown).Select(text => Plain(text.Trim())).Where(text => text.Length > 0);

    private static string Plain(string paragraph) =>
        Mark().Replace(Link().Replace(paragraph, "${text}"), "").Replace('\n', ' ');

    [GeneratedRegex(@"\n\n+|\n(?=- )")]
    private static partial Regex ParagraphEnd();

    [GeneratedRegex(@"`|\*\*")]
    private static partial Regex Mark();

    [GeneratedRegex(@"\[(?<text>[^\]]+)\]\([^)]+\)")]
    private static partial Regex Link();
}
