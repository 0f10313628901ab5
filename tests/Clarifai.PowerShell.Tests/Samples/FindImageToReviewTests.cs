using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Samples;

public sealed class FindImageToReviewTests : SampleTest
{
    [Fact]
    public void The_table_has_what_is_to_be_reviewed_the_highest_first_and_what_could_not_be_looked_at()
    {
        Service.Data = input => Concepts(("nsfw", input.Caption switch { "a" => 0.6, "b" => 0.1, _ => 0.9 }), ("sfw", 0.99));
        string a = Photo("a.jpg");
        Photo("b.jpg");
        string c = Photo("deep/c.png");
        string broken = Folder.Write("photos/broken.jpg", [0, 1, 2]);
        string table = Folder.PathOf("review.csv");

        ScriptResult result = Session.Run($"./Find-ImageToReview.ps1 '{Photos}' '{table}'; Import-Csv '{table}'");

        Assert.Equal(table, Assert.IsType<FileInfo>(result.Output[0].BaseObject).FullName);
        Assert.Equal([c, a, broken], result.Output.Skip(1).Select(row => row.Value("Source")));
        Assert.Equal(["0.9", "0.6", ""], result.Output.Skip(1).Select(row => row.Value("Value")));
        Assert.Contains("not an image", (string)result.Output[3].Value("Failure")!, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_to_review_is_an_empty_table()
    {
        string table = Folder.PathOf("review.csv");

        ScriptResult result = Session.Run($"./Find-ImageToReview.ps1 '{Photos}' '{table}'; Import-Csv '{table}'");

        Assert.IsType<FileInfo>(Assert.Single(result.Output).BaseObject);
        Assert.Empty(File.ReadAllText(table).Trim('\uFEFF', '\r', '\n'));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(404)]
    public void What_ends_the_run_leaves_no_table(int status)
    {
        Service.Reply = _ => new StubReply(status, "{}");
        Photo("a.jpg");
        string table = Folder.PathOf("review.csv");

        Assert.NotNull(Session.Try($"./Find-ImageToReview.ps1 '{Photos}' '{table}'").Terminating);

        Assert.False(File.Exists(table));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_an_error_and_no_table()
    {
        string table = Folder.PathOf("review.csv");

        Assert.NotNull(Session.Try($"./Find-ImageToReview.ps1 '{Folder.PathOf("nowhere")}' '{table}'").Terminating);

        Assert.False(File.Exists(table));
    }
}
