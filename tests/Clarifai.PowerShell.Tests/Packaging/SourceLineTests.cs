using System.Globalization;
using System.Text.RegularExpressions;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Packaging;

/// <summary>What .editorconfig says and no analyzer looks at.</summary>
public sealed partial class SourceLineTests
{
    private static readonly string[] Folders = ["src", "tests", "bench", "samples"];
    private static readonly string[] Patterns = ["*.cs", "*.ps1", "*.psm1"];

    [Fact]
    public void No_line_of_code_is_longer_than_the_limit()
    {
        string found = LimitLine().Match(File.ReadAllText(Repository.PathOf(".editorconfig"))).Groups[1].Value;
        int limit = int.Parse(found, CultureInfo.InvariantCulture);

        string[] sources =
        [
            .. from folder in Folders
               from pattern in Patterns
               from file in Directory.EnumerateFiles(Repository.PathOf(folder), pattern, SearchOption.AllDirectories)
               where !IsMade(file)
               select file,
        ];
        IEnumerable<string> tooLong =
            from file in sources
            from line in File.ReadLines(file).Select((text, index) => (text, number: index + 1))
            where line.text.Length > limit
            select $"{Path.GetRelativePath(Repository.Root, file)}:{line.number}";

        Assert.True(sources.Length > 300, "These are not all the sources.");
        Assert.Empty(tooLong);
    }

    private static bool IsMade(string file) =>
        file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules");

    [GeneratedRegex(@"(?m)^max_line_length = (\d+)")]
    private static partial Regex LimitLine();
}
