using System.Management.Automation;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Promises;

/// <summary>A path given as text is first a name, and only else a pattern.</summary>
public sealed class BracketTests : PromiseTest
{
    public static TheoryData<string> Ways =>
    [
        "$path | {0}",
        "{0} $path",
        "{0} -Path $path",
        "Set-Content list.txt $path; Get-Content list.txt | {0}",
        "[pscustomobject]@{{ Path = $path }} | Export-Csv list.csv; Import-Csv list.csv | {0}",
        "[pscustomobject]@{{ Source = $path; Name = 'x'; Value = 0.9; Url = '' }} | Export-Csv list.csv; Import-Csv list.csv | {0}",
    ];

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_file_of_exactly_that_name_is_taken(string way)
    {
        string path = Folder.Picture("dog [1].jpg");
        Folder.Picture("dog 1.jpg");
        Session.Set("path", path);

        ScriptResult result = Session.Run(string.Format(null, way, "Invoke-ClarifaiPredict"));

        Assert.Equal(["dog [1]"], Service.Captions);
        Assert.Equal([path], result.Sources);
        Assert.Empty(result.Warnings);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_file_of_exactly_that_name_is_taken_where_there_is_no_other(string way)
    {
        string path = Folder.Picture("dog [1].jpg");
        Session.Set("path", "dog [1].jpg");

        ScriptResult result = Session.Run(string.Format(null, way, "Invoke-ClarifaiPredict"));

        Assert.Equal([path], result.Sources);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Only_else_it_is_a_pattern(string way)
    {
        string[] paths = [Folder.Picture("dog 1.jpg"), Folder.Picture("dog 2.jpg")];
        Session.Set("path", "dog [12].jpg");

        ScriptResult result = Session.Run(string.Format(null, way, "Invoke-ClarifaiPredict"));

        Assert.Equal(paths, result.Sources);
        Assert.Empty(result.Warnings);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_pattern_that_matches_nothing_warns(string way)
    {
        Folder.Picture("cat.jpg");
        Session.Set("path", "dog [1].jpg");

        ScriptResult result = Session.Run(string.Format(null, way, "Invoke-ClarifaiPredict"));

        Assert.Contains("dog [1].jpg", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Empty(result.Output);
        Assert.Empty(Service.Requests);
    }

    [Fact]
    public void A_pattern_that_matches_nothing_costs_the_others_nothing()
    {
        string cat = Folder.Picture("cat.jpg");
        string bird = Folder.Picture("bird.jpg");

        ScriptResult result = Session.Run("$input | Invoke-ClarifaiPredict", cat, "*.nothing", bird);

        Assert.Equal([cat, bird], result.Sources);
        Assert.Contains("*.nothing", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a[z-a].jpg")]
    [InlineData("c[*.jpg")]
    public void A_pattern_that_is_not_valid_is_one_error(string pattern)
    {
        string[] paths = [Folder.Picture("a.jpg"), Folder.Picture("c[d.jpg")];

        ScriptResult result = Session.Try("$input | Invoke-ClarifaiPredict", paths[0], pattern, paths[1]);

        Assert.Equal(pattern, OneError(result).TargetObject);
        Assert.Equal(paths, result.Sources);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_name_with_colons_is_that_name(string way)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names.");
        string path = Folder.Picture("Screenshot 12:30:15.jpg");
        Session.Set("path", "Screenshot 12:30:15.jpg");

        ScriptResult result = Session.Run(string.Format(null, way, "Invoke-ClarifaiPredict"));

        Assert.Equal([path], result.Sources);
    }

    [Theory]
    [InlineData("shots/Screen 12:30.jpg")]
    [InlineData("12:30 [1].jpg")]
    [InlineData("C:z.jpg")]
    [InlineData("x::y.jpg")]
    [InlineData("http:q.jpg")]
    [InlineData("https:")]
    [InlineData("file:.jpg")]
    public void A_name_that_looks_like_a_drive_or_a_URL_is_that_name(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names.");
        string path = Folder.Picture(name);
        Session.Set("name", name);

        ScriptResult result = Session.Run("Invoke-ClarifaiPredict $name; Invoke-ClarifaiPredict -LiteralPath $name");

        Assert.Equal([path, path], result.Sources);
    }

    [Fact]
    public void An_asterisk_in_a_name_is_that_name()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names.");
        string path = Folder.Picture("a*.jpg");
        Folder.Picture("ab.jpg");

        Assert.Equal([path], Session.Run("$input | Invoke-ClarifaiPredict", "a*.jpg").Sources);
    }

    [Fact]
    public void A_folder_with_brackets_is_that_folder()
    {
        string path = Folder.Picture("trip [2019]/dog [1].jpg");
        Folder.Picture("trip 2/dog 1.jpg");

        Assert.Equal([path], Session.Run("$input | Invoke-ClarifaiPredict", path).Sources);
    }

    [Fact]
    public void A_folder_with_brackets_is_no_pattern()
    {
        Directory.CreateDirectory(Folder.PathOf("trip [2019]"));
        Folder.Picture("trip 2");

        ScriptResult result = Session.Try("Invoke-ClarifaiPredict 'trip [2019]'");

        Assert.Equal("PathIsDirectory", OneError(result).Id());
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void Measuring_takes_paths_in_the_same_way()
    {
        Folder.Picture("dog [1].jpg");
        Folder.Write("dog 1.jpg", []);

        ScriptResult result = Session.Run("$input | Measure-ClarifaiInput", "dog [1].jpg", "nothing*.jpg");

        PSObject measure = Assert.Single(result.Output);
        Assert.Equal("1", $"{measure.Value("Images")}");
        Assert.Contains("nothing*.jpg", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Videos_and_workflows_take_paths_in_the_same_way()
    {
        string video = Folder.Video("clip [1].mp4");
        Folder.Video("clip 1.mp4");
        Session.Set("path", video);

        Session.Run("$path | Get-ClarifaiVideoFrame");
        Session.Try("$path | Invoke-ClarifaiWorkflow -Workflow party");

        Assert.Equal(["clip [1]", "clip [1]"], Service.Captions);
    }
}
