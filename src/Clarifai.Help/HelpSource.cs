using System.Text.RegularExpressions;

namespace Clarifai.Help;

/// <summary>One file of src/module/help: what a person wrote about a cmdlet, or about parameters that cmdlets share.</summary>
public sealed partial class HelpSource
{
    private const string Fence = "```";

    private HelpSource(string file) => File = file;

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

    /// <summary>What comes in by the pipeline.</summary>
    public IReadOnlyList<TypeNote> Inputs { get; private set; } = [];

    /// <summary>What is emitted.</summary>
    public IReadOnlyList<TypeNote> Outputs { get; private set; } = [];

    /// <summary>Names of cmdlets and topics.</summary>
    public IReadOnlyList<string> Links { get; private set; } = [];

    /// <summary>Reads a file.</summary>
    /// <param name="file">Its path.</param>
    /// <returns>What it says.</returns>
    /// <exception cref="HelpException">It has a section that nothing is done with.</exception>
    public static HelpSource Read(string file)
    {
        string[] lines = System.IO.File.ReadAllText(file).ReplaceLineEndings("\n").Split('\n');
        var source = new HelpSource(file);
        foreach ((string heading, List<string> body) in Sections(lines, "# ").Take(2))
        {
            source.Name = heading;
            foreach ((string title, List<string> section) in Sections(body, "## "))
            {
                source.Take(title, section);
            }
        }

        return source;
    }

    private void Take(string title, List<string> lines)
    {
        switch (title)
        {
            case "":
                Synopsis = new Prose(lines);
                break;
            case "Description":
                Description = new Prose(lines);
                break;
            case "Examples":
                Examples = [.. Sections(lines, "### ").Where(part => part.Title.Length > 0)
                    .Select(part => ReadExample(part.Title, part.Lines))];
                break;
            case "Parameters":
                Parameters = Sections(lines, "### ").Where(part => part.Title.Length > 0)
                    .ToDictionary(part => part.Title.TrimStart('-'), part => new Prose(part.Lines), StringComparer.OrdinalIgnoreCase);
                break;
            case "Inputs":
                Inputs = ReadTypes(lines);
                break;
            case "Outputs":
                Outputs = ReadTypes(lines);
                break;
            case "Links":
                Links = [.. lines.Where(line => line.StartsWith("- ", StringComparison.Ordinal)).Select(line => line[2..].Trim())];
                break;
            default:
                throw new HelpException(File, $"There is no section '{title}' in help.");
        }
    }

    private Example ReadExample(string title, List<string> lines)
    {
        int start = lines.FindIndex(line => line.StartsWith(Fence, StringComparison.Ordinal));
        int end = start < 0 ? -1 : lines.FindIndex(start + 1, line => line == Fence);
        return end < 0
            ? throw new HelpException(File, $"The example '{title}' has no code.")
            : new Example(title, string.Join('\n', lines[(start + 1)..end]), new Prose(lines[(end + 1)..]));
    }

    private TypeNote[] ReadTypes(List<string> lines)
    {
        TypeNote[] types = [.. TypeItem().Matches(string.Join('\n', lines)).Select(match =>
            new TypeNote(match.Groups["type"].Value, new Prose(match.Groups["note"].Value.Split('\n').Select(line => line.Trim()))))];
        return types.Length > 0 && types.Length == lines.Count(line => line.StartsWith('-'))
            ? types
            : throw new HelpException(File, "A list of types has lines like: - `System.String`: a path.");
    }

    // The first section, without a title, is what stands before the first heading of this depth. Headings in code are code.
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
}
