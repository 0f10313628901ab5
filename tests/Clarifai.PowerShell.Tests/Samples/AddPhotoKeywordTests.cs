using Clarifai.PowerShell.Tests.Fixture;
using Clarifai.PowerShell.Tests.Keywords;

namespace Clarifai.PowerShell.Tests.Samples;

public sealed class AddPhotoKeywordTests : SampleTest
{
    public AddPhotoKeywordTests() => MetadataTools.Require();

    [Fact]
    public void A_second_run_asks_about_nothing_and_a_new_photo_is_taken_up()
    {
        Service.Data = _ => Concepts(("cat", 0.99));
        string[] photos = [RealPhoto("[a].jpg"), RealPhoto("2015/b.jpg")];

        ScriptResult first = Run();

        Assert.Equal(2, Assert.Single(first.Output).BaseObject);
        Assert.All(photos, photo => Assert.Equal("ai:cat", MetadataTools.Subjects(photo)));
        Assert.Equal(2, Service.Inputs.Count);

        RealPhoto("c.jpg");
        Assert.Equal(1, Assert.Single(Run().Output).BaseObject);
        Assert.Equal(3, Service.Inputs.Count);
    }

    [Fact]
    public void With_sidecars_the_photos_stay_and_are_finished_as_well()
    {
        Service.Data = _ => Concepts(("cat", 0.99));
        string photo = RealPhoto("a.jpg");
        byte[] before = File.ReadAllBytes(photo);

        Run("-Sidecar");

        Assert.Equal(before, File.ReadAllBytes(photo));
        Assert.Contains("ai:cat", File.ReadAllText(photo + ".xmp"), StringComparison.Ordinal);
        Assert.Equal(0, Assert.Single(Run("-Sidecar").Output).BaseObject);
        Assert.Single(Service.Inputs);
    }

    private ScriptResult Run(string options = "") =>
        Session.Run($"./Add-PhotoKeyword.ps1 '{Photos}' '{Folder.PathOf("state")}' {options}");

    private string RealPhoto(string name)
    {
        string path = Path.Combine(Photos, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Copy(Path.Combine(Samples, "cat.jpg"), path);
        return path;
    }
}
