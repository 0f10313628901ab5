namespace Clarifai.PowerShell.Tests.Samples;

public sealed class MovePhotoToConceptFolderTests : SampleTest
{
    [Fact]
    public void Photos_move_to_the_folder_of_their_highest_concept()
    {
        Service.Data = input => input.Caption == "a" ? Concepts(("cat", 0.7), ("animal", 0.9)) : Concepts(("sky", 0.6));
        Photo("a.jpg");
        Photo("[b].PNG");
        Folder.Write("photos/notes.txt", "no picture"u8.ToArray());

        var moved = Session.Run($". ./Move-PhotoToConceptFolder.ps1; Move-PhotoToConceptFolder '{Photos}'");

        Assert.Equal([Path.Combine("animal", "a.jpg"), "notes.txt", Path.Combine("sky", "[b].PNG")], Files);
        Assert.Equal(2, moved.Output.Count);
    }

    [Fact]
    public void WhatIf_moves_nothing_and_makes_no_folder()
    {
        Photo("a.jpg");

        Session.Run($". ./Move-PhotoToConceptFolder.ps1; Move-PhotoToConceptFolder '{Photos}' -WhatIf");

        Assert.Equal(["a"], Service.Captions);
        Assert.Equal(["a.jpg"], Files);
        Assert.Empty(Directory.EnumerateDirectories(Photos));
    }

    [Theory]
    [InlineData("a/b: c?", "a_b_ c_")]
    [InlineData("..", "_")]
    [InlineData("[x] ", "[x]")]
    public void A_concept_of_any_name_makes_a_folder_inside_the_destination(string concept, string folder)
    {
        Service.Data = _ => Concepts((concept, 0.9));
        Photo("a.jpg");

        Session.Run($". ./Move-PhotoToConceptFolder.ps1; Move-PhotoToConceptFolder '{Photos}'");

        Assert.Equal([Path.Combine(folder, "a.jpg")], Files);
    }

    [Fact]
    public void A_file_of_the_same_name_is_not_overwritten()
    {
        Service.Data = _ => Concepts(("cat", 0.9));
        Photo("a.jpg");
        Folder.Write("photos/cat/a.jpg", "other"u8.ToArray());

        var result = Session.Try($". ./Move-PhotoToConceptFolder.ps1; Move-PhotoToConceptFolder '{Photos}'");

        Assert.Single(result.Errors);
        Assert.Equal(["a.jpg", Path.Combine("cat", "a.jpg")], Files);
        Assert.Equal("other", File.ReadAllText(Path.Combine(Photos, "cat", "a.jpg")));
    }

    [Fact]
    public void How_sure_the_model_must_be_is_asked_of_the_service()
    {
        Photo("a.jpg");

        Session.Run($". ./Move-PhotoToConceptFolder.ps1; Move-PhotoToConceptFolder '{Photos}' -MinValue 0.75");

        Assert.Contains("0.75", Service.Requests[0].OutputConfig!, StringComparison.Ordinal);
    }

    private IEnumerable<string> Files => Directory.EnumerateFiles(Photos, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Photos, path)).Order(StringComparer.Ordinal);
}
