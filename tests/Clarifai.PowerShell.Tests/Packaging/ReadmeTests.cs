using System.Text.RegularExpressions;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Packaging;

/// <summary>
/// The README's first command, which needs nothing but a checkout, does what the README shows. Its blocks of PowerShell are run by the
/// Pester suite.
/// </summary>
public sealed partial class ReadmeTests
{
    private static readonly string Readme =
        File.ReadAllText(Repository.PathOf("README.md")).ReplaceLineEndings("\n");

    [Fact]
    public async Task The_first_command_prints_the_rows_that_are_shown_below_it()
    {
        string script = ShellCommand().Match(Commands[0]).Groups["script"].Value;
        Assert.Contains("Get-ChildItem samples/*.jpg | Invoke-ClarifaiPredict | Where-Object ", script, StringComparison.Ordinal);
        Assert.Contains(" | Sort-Object Value -Descending", script, StringComparison.Ordinal);
        string shown = TableBlock().Match(Readme).Groups["text"].Value;

        IReadOnlyList<(string Source, string Name)> rows = Rows(await ShellProcess.LinesAsync(script));

        Assert.NotEmpty(rows);
        Assert.Equal(Rows(shown.Split('\n')), rows);
    }

    [Fact]
    public void The_second_command_runs_the_tests_and_the_third_opens_a_prompt() =>
        Assert.Equal(["dotnet test", "dotnet run --project src/Clarifai.Shell"], Commands[1..]);

    private static string[] Commands => [.. BashBlock().Matches(Readme).Select(match => match.Groups["text"].Value.Trim())];

    // The last digits of a value differ between processors; what is seen does not.
    private static IReadOnlyList<(string Source, string Name)> Rows(IEnumerable<string> lines) =>
    [
        .. lines.Select(line => Row().Match(line)).Where(row => row.Success)
            .Select(row => (row.Groups["source"].Value, row.Groups["name"].Value)),
    ];

    [GeneratedRegex("""^dotnet run --project src/Clarifai\.Shell -- -Command "(?<script>[^"]*)"$""")]
    private static partial Regex ShellCommand();

    [GeneratedRegex("^```bash\n(?<text>[^`]+)^```$", RegexOptions.Multiline)]
    private static partial Regex BashBlock();

    [GeneratedRegex(@"^```\n(?<text>Source [^`]+)^```$", RegexOptions.Multiline)]
    private static partial Regex TableBlock();

    [GeneratedRegex(@"^(?<source>\S+) +(?<name>\S.*?) +[01][.,]\d{3}\s*$")]
    private static partial Regex Row();
}
