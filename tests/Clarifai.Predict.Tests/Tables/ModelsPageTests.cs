namespace Clarifai.Tests;

/// <summary>docs/models.md says what the table of public models says.</summary>
public sealed class ModelsPageTests
{
    private const string Start =
        "<!-- models: made from the table of public models; a test compares the two and says how to make it anew -->\n";
    private const string End = "<!-- end of models -->\n";
    private const string Renewal = "CLARIFAI_RENEW_DOCS";

    [Fact]
    public void The_page_of_the_public_models_is_the_table()
    {
        string path = Path.Combine(Root(), "docs", "models.md");
        string page = File.ReadAllText(path);
        int start = page.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        int end = page.IndexOf(End, StringComparison.Ordinal);
        Assert.True(start >= Start.Length && end >= start, "docs/models.md has lost the comments around its tables.");
        string expected = page[..start] + Tables() + page[end..];

        if (Environment.GetEnvironmentVariable(Renewal) == "1")
        {
            File.WriteAllText(path, expected);
            return;
        }

        Assert.True(
            expected == page,
            $"docs/models.md does not say what the table of public models says. To make it anew: {Renewal}=1 dotnet test "
            + "--project tests/Clarifai.Predict.Tests -- --filter-class \"*ModelsPageTests\"");
    }

    private static string Tables() => string.Join(
        '\n',
        [
            "",
            "| name | model | answers with | video | today's id | older id |",
            "|---|---|---|---|---|---|",
            .. PublicModels.All.Select(Row),
            "",
            "| language | code |",
            "|---|---|",
            .. Languages.All.Select(language => $"| {language.Name} | `{language.Code}` |"),
            "",
            "",
        ]);

    private static string Row(PublicModel model)
    {
        string olderIds = string.Join(", ", model.OlderIds.Prepend(model.Id).Where(id => id != model.Slug).Select(id => $"`{id}`"));
        return $"| `{model.Name}` | {model.Title} | {model.Output} | {(model.SupportsVideo ? "yes" : "")} "
            + $"| {(model.Slug is null ? "" : $"`{model.Slug}`")} | {olderIds} |";
    }

    // Where this file was compiled need not be where it is run: the root is found from the build's output.
    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Clarifai.psd1")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests are run outside the repository.");
    }
}
