using Clarifai.Local.Hosting;

namespace Clarifai.Local.Tests;

/// <summary>What the documentation says of the program is what the program says.</summary>
public sealed class DocumentationTests
{
    [Fact]
    public void The_page_of_the_engine_has_its_help_word_for_word()
    {
        string page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "local-engine.md"));

        Assert.Contains($"```\n{EngineOptions.Usage}\n```", page.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }
}
