using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Help;

/// <summary>The pages in docs are filled in, and one that says too little or too much is refused.</summary>
public sealed class HelpPageTests : IDisposable
{
    private readonly SampleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_pages_are_current()
    {
        string[] pages = CopyPages();

        (int exitCode, string error) = await HelpMaker.RunAsync("pages", _folder.FullPath);

        Assert.Equal((0, ""), (exitCode, error));
        Assert.NotEmpty(pages);
        Assert.All(pages, page => Assert.True(
            Text(page) == Text(_folder.PathOf(Path.GetFileName(page))),
            $"{page} is not current: dotnet run --project src/Clarifai.Help pages docs"));
    }

    [Fact]
    public Task A_cmdlet_without_help_is_refused() =>
        Refuses("Test-ClarifaiConnection.md", _ => null, "Test-ClarifaiConnection is not documented.");

    [Fact]
    public Task A_parameter_without_text_is_refused() =>
        Refuses(
            "Connect-Clarifai.md",
            text => text.Replace("### -NoProxy", "### Proxies", StringComparison.Ordinal),
            "The parameter -Proxies does not exist.");

    [Fact]
    public Task A_shared_parameter_without_text_is_refused() =>
        Refuses(
            "parameters.md",
            text => text.Replace("### -BatchSize", "### -Size", StringComparison.Ordinal),
            "The parameter -BatchSize is not described.");

    [Fact]
    public Task A_file_about_no_cmdlet_is_refused() =>
        Refuses("Get-ClarifaiNothing.md", _ => "# Get-ClarifaiNothing\n\nNothing.\n", "The cmdlet Get-ClarifaiNothing does not exist.");

    [Fact]
    public Task A_section_that_help_does_not_have_is_refused() =>
        Refuses("Connect-Clarifai.md", text => text + "\n## Notes\n\nSome.\n", "The section 'Notes' is not supported.");

    [Fact]
    public Task An_example_without_code_is_refused() =>
        Refuses(
            "Connect-Clarifai.md",
            text => text.Replace("## Parameters", "### Empty\n\nNothing.\n\n## Parameters", StringComparison.Ordinal),
            "The example 'Empty' does not contain code.");

    [Fact]
    public Task A_type_that_is_not_told_as_types_are_is_refused() =>
        Refuses(
            "Connect-Clarifai.md",
            text => text.Replace("- `System.Security.SecureString`", "- System.Security.SecureString", StringComparison.Ordinal),
            "A list of types must have lines such as: - `System.String`: a path.");

    private async Task Refuses(string file, Func<string, string?> change, string message)
    {
        CopyPages();
        string path = _folder.PathOf(file);
        string? text = change(File.Exists(path) ? File.ReadAllText(path) : "");
        if (text is null)
        {
            File.Delete(path);
        }
        else
        {
            File.WriteAllText(path, text);
        }

        (int exitCode, string error) = await HelpMaker.RunAsync("pages", _folder.FullPath);

        Assert.Equal(1, exitCode);
        Assert.Contains($"error HELP01: {message}", error, StringComparison.Ordinal);
        Assert.StartsWith(_folder.FullPath, error, StringComparison.Ordinal);
    }

    private string[] CopyPages()
    {
        string[] pages = Directory.GetFiles(HelpMaker.Docs);
        Array.ForEach(pages, page => File.Copy(page, _folder.PathOf(Path.GetFileName(page))));
        return pages;
    }

    private static string Text(string path) => File.ReadAllText(path).ReplaceLineEndings("\n");
}
