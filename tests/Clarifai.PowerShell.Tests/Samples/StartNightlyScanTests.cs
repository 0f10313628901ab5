using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Samples;

public sealed class StartNightlyScanTests : SampleTest
{
    [Fact]
    public void The_second_night_sends_what_is_new_and_reports_everything()
    {
        Service.Data = input => Concepts(("seen " + input.Caption, 0.9));
        Photo("a.jpg");
        Photo("deep/b.jpg");
        string reports = Folder.PathOf("reports");

        string page = Scan(reports);
        Assert.Equal(["a", "b"], Service.Captions.Order());
        Assert.Contains("seen b", page, StringComparison.Ordinal);

        Photo("c.jpg");
        page = Scan(reports);
        Assert.Equal(["a", "b", "c"], Service.Captions.Order());
        Assert.All((string[])["seen a", "seen b", "seen c"], name => Assert.Contains(name, page, StringComparison.Ordinal));
    }

    [Fact]
    public void A_picture_that_could_not_be_looked_at_is_told_and_keeps_none_from_the_report()
    {
        Photo("a.jpg");
        string broken = Folder.Write("photos/broken.jpg", [0, 1, 2]);

        ScriptResult result = Session.Try($"./Start-NightlyScan.ps1 '{Photos}' '{Folder.PathOf("reports")}'; $LASTEXITCODE");

        Assert.Equal(broken, Assert.Single(result.Errors).TargetObject);
        Assert.IsType<FileInfo>(result.Output[0].BaseObject);
        Assert.Equal(1, result.Output[1].BaseObject);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_told()
    {
        ScriptResult result = Session.Try(
            $"./Start-NightlyScan.ps1 '{Folder.PathOf("nowhere")}' '{Folder.PathOf("reports")}' | Out-Null; $LASTEXITCODE");

        Assert.Single(result.Errors);
        Assert.Equal(1, Assert.Single(result.Output).BaseObject);
    }

    private string Scan(string reports)
    {
        ScriptResult result = Session.Run($"./Start-NightlyScan.ps1 '{Photos}' '{reports}'");
        return File.ReadAllText(Assert.IsType<FileInfo>(Assert.Single(result.Output).BaseObject).FullName);
    }
}
