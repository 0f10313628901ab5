using System.Globalization;
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

        IReadOnlyList<string> printed = await ShellProcess.LinesAsync(script);

        Assert.NotEmpty(SureRows(printed));
        Assert.Equal(SureRows(shown.Split('\n')), SureRows(printed));
        Assert.Equal(
            Rows(shown.Split('\n')).Select(row => row.Source).ToHashSet(), Rows(printed).Select(row => row.Source).ToHashSet());
    }

    [Fact]
    public void The_second_command_runs_the_tests_and_the_third_opens_a_prompt() =>
        Assert.Equal(["dotnet test", "dotnet run --project src/Clarifai.Shell"], Commands[1..]);

    private static string[] Commands => [.. BashBlock().Matches(Readme).Select(match => match.Groups["text"].Value.Trim())];

    // The last digits of a value differ between processors; what is surely seen does not.
    private static IEnumerable<(string Source, string Name)> SureRows(IEnumerable<string> lines) =>
        Rows(lines).Where(row => row.Value >= 0.5).Select(row => (row.Source, row.Name)).Order();

    private static IEnumerable<(string Source, string Name, double Value)> Rows(IEnumerable<string> lines) =>
        from line in lines
        let row = Row().Match(line)
        where row.Success
        let value = double.Parse(row.Groups["value"].Value.Replace(',', '.'), CultureInfo.InvariantCulture)
        select (row.Groups["source"].Value, row.Groups["name"].Value, value);

    [GeneratedRegex("""^dotnet run --project src/Clarifai\.Shell -- -Command "(?<script>[^"]*)"$""")]
    private static partial Regex ShellCommand();

    [GeneratedRegex("^```bash\n(?<text>[^`]+)^```$", RegexOptions.Multiline)]
    private static partial Regex BashBlock();

    [GeneratedRegex(@"^```\n(?<text>Source [^`]+)^```$", RegexOptions.Multiline)]
    private static partial Regex TableBlock();

    [GeneratedRegex(@"^(?<source>\S+) +(?<name>\S.*?) +(?<value>[01][.,]\d{3})\s*$")]
    private static partial Regex Row();
}
