using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Samples;

public sealed class MoveDuplicatePhotoTests : SampleTest
{
    public MoveDuplicatePhotoTests()
    {
        Folder.Write("photos/a1.jpg", SampleFile.Picture("a"));
        Folder.Write("photos/deep/[a2].jpg", SampleFile.Picture("a, the largest"));
        Folder.Write("photos/a3.jpg", SampleFile.Picture("a."));
        Folder.Write("photos/b.jpg", SampleFile.Picture("b"));
    }

    private string Script => $". ./Move-DuplicatePhoto.ps1; Move-DuplicatePhoto '{Photos}' -Destination '{Folder.PathOf("away")}'";

    [Fact]
    public void The_largest_of_a_group_stays_and_the_others_move()
    {
        Service.Data = Embed;
        var moved = Session.Run(Script);

        Assert.Equal(["a1.jpg", "a3.jpg"], moved.Names.Order());
        IEnumerable<string> left = Directory.EnumerateFiles(Photos, "*", SearchOption.AllDirectories);
        Assert.Equal(["[a2].jpg", "b.jpg"], left.Select(Path.GetFileName).Order());
    }

    [Fact]
    public void WhatIf_moves_nothing_and_the_run_after_it_asks_nothing_again()
    {
        Service.Data = Embed;
        Assert.Empty(Session.Run(Script + " -WhatIf").Output);
        int asked = Service.Captions.Count;

        Assert.Equal(2, Session.Run(Script).Output.Count);
        Assert.Equal((4, 4), (asked, Service.Captions.Count));
    }

    // Pictures are alike if their captions begin with the same letter.
    private static string Embed(ReceivedInput input) =>
        $$"""{"embeddings":[{"vector":[{{(input.Caption[0] == 'a' ? "1,0" : "0,1")}}]}]}""";
}
