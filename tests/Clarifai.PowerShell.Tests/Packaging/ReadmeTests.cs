using System.Text.RegularExpressions;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Packaging;

/// <summary>The README's first line, which needs nothing but a checkout, does what the README shows.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Readme =
        File.ReadAllText(Repository.PathOf("README.md")).ReplaceLineEndings("\n");

    [Fact]
    public async Task The_first_line_prints_the_rows_that_are_shown_below_it()
    {
        Match first = ShellCommand().Match(Readme);
        string shown = TableBlock().Match(Readme, first.Index).Groups["text"].Value;

        IReadOnlyList<(string Source, string Name)> rows = Rows(await ShellProcess.LinesAsync(first.Groups["script"].Value));

        Assert.NotEmpty(rows);
        Assert.Equal(Rows(shown.Split('\n')), rows);
    }

    // The last digits of a value differ between processors; what is seen does not.
    private static IReadOnlyList<(string Source, string Name)> Rows(IEnumerable<string> lines) =>
    [
        .. lines.Select(line => Row().Match(line)).Where(row => row.Success)
            .Select(row => (row.Groups["source"].Value, row.Groups["name"].Value)),
    ];

    [GeneratedRegex("""^dotnet run --project src/Clarifai\.Shell -- -Command "(?<script>(\\"|[^"])*)"$""", RegexOptions.Multiline)]
    private static partial Regex ShellCommand();

    [GeneratedRegex(@"^```\n(?<text>Source [^`]+)^```$", RegexOptions.Multiline)]
    private static partial Regex TableBlock();

    [GeneratedRegex(@"^(?<source>\S+) +(?<name>\S.*?) +[01][.,]\d{3}\s*$")]
    private static partial Regex Row();
}
