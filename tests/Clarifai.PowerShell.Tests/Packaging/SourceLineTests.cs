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
        int limit = int.Parse(LimitLine().Match(File.ReadAllText(InRepository(".editorconfig"))).Groups[1].Value, CultureInfo.InvariantCulture);

        string[] sources =
        [
            .. from folder in Folders
               from pattern in Patterns
               from file in Directory.EnumerateFiles(InRepository(folder), pattern, SearchOption.AllDirectories)
               where !IsMade(file)
               select file,
        ];
        IEnumerable<string> tooLong =
            from file in sources
            from line in File.ReadLines(file).Select((text, index) => (text, number: index + 1))
            where line.text.Length > limit
            select $"{Path.GetRelativePath(ShellProcess.RepositoryRoot, file)}:{line.number}";

        Assert.True(sources.Length > 300, "These are not all the sources.");
        Assert.Empty(tooLong);
    }

    private static bool IsMade(string file) => file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules");

    private static string InRepository(string path) => Path.Combine(ShellProcess.RepositoryRoot, path);

    [GeneratedRegex(@"(?m)^max_line_length = (\d+)")]
    private static partial Regex LimitLine();
}
