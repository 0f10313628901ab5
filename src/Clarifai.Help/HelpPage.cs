using System.Text.RegularExpressions;

namespace Clarifai.Help;

/// <summary>
/// A page of docs about a cmdlet, or about the parameters that cmdlets share: its written parts. Generated parts are skipped.
/// </summary>
public sealed partial class HelpPage
{
    /// <summary>Precedes the generated text of a parameter.</summary>
    public const string SharedMark = "<!-- parameters.md -->";

    /// <summary>The beginning of the first line of a parameter's generated facts.</summary>
    public const string FirstFact = "- Type: `";

    private const string Fence = "```";

    private HelpPage(string file) => File = file;

    /// <summary>The file's path.</summary>
    public string File { get; }

    /// <summary>The title.</summary>
    public string Name { get; private set; } = "";

    /// <summary>One sentence.</summary>
    public Prose Synopsis { get; private set; } = new([]);

    /// <summary>What the cmdlet does.</summary>
    public Prose Description { get; private set; } = new([]);

    /// <summary>The examples.</summary>
    public IReadOnlyList<Example> Examples { get; private set; } = [];

    /// <summary>The text of each parameter, by its name.</summary>
    public IReadOnlyDictionary<string, Prose> Parameters { get; private set; } = new Dictionary<string, Prose>();

    /// <summary>The pipeline input.</summary>
    public IReadOnlyList<TypeNote> Inputs { get; private set; } = [];

    /// <summary>What is emitted.</summary>
    public IReadOnlyList<TypeNote> Outputs { get; private set; } = [];

    /// <summary>Names of cmdlets and topics.</summary>
    public IReadOnlyList<string> Links { get; private set; } = [];

    /// <summary>Reads a file.</summary>
    /// <param name="file">Its path.</param>
    /// <returns>The page.</returns>
    /// <exception cref="HelpException">It has an unknown section.</exception>
    public static HelpPage Read(string file)
    {
        string[] lines = System.IO.File.ReadAllText(file).ReplaceLineEndings("\n").Split('\n');
        var page = new HelpPage(file);
        foreach ((string heading, List<string> body) in Sections(lines, "# ").Take(2))
        {
            page.Name = heading;
            foreach ((string title, List<string> section) in Sections(body, "## "))
            {
                page.Take(title, section);
            }
        }

        return page;
    }

    private void Take(string title, List<string> lines)
    {
        switch (title)
        {
            case "":
                Synopsis = new Prose(lines);
                break;
            case "Syntax":
                break;
            case "Description":
                Description = new Prose(lines);
                break;
            case "Examples":
                Examples = [.. Sections(lines, "### ").Where(part => part.Title.Length > 0)
                    .Select(part => ReadExample(part.Title, part.Lines))];
                break;
            case "Parameters":
                Parameters = Sections(lines, "### ").Where(part => part.Title.Length > 0 && !part.Lines.Contains(SharedMark))
                    .ToDictionary(part => part.Title.TrimStart('-'), part => ReadParameter(part.Lines), StringComparer.OrdinalIgnoreCase);
                break;
            case "Inputs":
                Inputs = ReadTypes(lines);
                break;
            case "Outputs":
                Outputs = ReadTypes(lines);
                break;
            case "Links":
                Links = [.. LinkItem().Matches(string.Join('\n', lines)).Select(match => match.Groups["name"].Value)];
                break;
            default:
                throw new HelpException(File, $"The section '{title}' is not supported.");
        }
    }

    private Example ReadExample(string title, List<string> lines)
    {
        int start = lines.FindIndex(line => line.StartsWith(Fence, StringComparison.Ordinal));
        int end = start < 0 ? -1 : lines.FindIndex(start + 1, line => line == Fence);
        return end < 0
            ? throw new HelpException(File, $"The example '{title}' does not contain code.")
            : new Example(title, string.Join('\n', lines[(start + 1)..end]), new Prose(lines[(end + 1)..]));
    }

    private static Prose ReadParameter(List<string> lines) =>
        new(lines.TakeWhile(line => !line.StartsWith(FirstFact, StringComparison.Ordinal)));

    private TypeNote[] ReadTypes(List<string> lines)
    {
        TypeNote[] types = [.. TypeItem().Matches(string.Join('\n', lines)).Select(match =>
            new TypeNote(match.Groups["type"].Value, new Prose(match.Groups["note"].Value.Split('\n').Select(line => line.Trim()))))];
        return types.Length > 0 && types.Length == lines.Count(line => line.StartsWith('-'))
            ? types
            : throw new HelpException(File, "A list of types must have lines such as: - `System.String`: a path.");
    }

    // The first section, without a title, is the text before the first heading of this level. Headings in code are ignored.
    private static IEnumerable<(string Title, List<string> Lines)> Sections(IEnumerable<string> lines, string mark)
    {
        (string Title, List<string> Lines) section = ("", []);
        bool isCode = false;
        foreach (string line in lines)
        {
            isCode ^= line.StartsWith(Fence, StringComparison.Ordinal);
            if (!isCode && line.StartsWith(mark, StringComparison.Ordinal))
            {
                yield return section;
                section = (line[mark.Length..].Trim(), []);
            }
            else
            {
                section.Lines.Add(line);
            }
        }

        yield return section;
    }

    [GeneratedRegex(@"^- `(?<type>[^`]+)`: (?<note>.+(\n +.+)*)", RegexOptions.Multiline)]
    private static partial Regex TypeItem();

    [GeneratedRegex(@"^- (\[|`Get-Help )(?<name>[\w-]+)", RegexOptions.Multiline)]
    private static partial Regex LinkItem();
}
