using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Keywords;

/// <summary>What can be piped in: what the cmdlets emit, now, from a job or from a table, and files.</summary>
public sealed class KeywordInputTests : ConnectedTest
{
    private const string Data =
        """
        {
            "concepts": [{ "name": "cat", "value": 0.98 }, { "name": "dog", "value": 0.2 }],
            "regions": [{ "id": "1", "data": { "concepts": [{ "name": "face", "value": 0.97 }] } }]
        }
        """;

    public KeywordInputTests() => MetadataTools.Require();

    [Theory]
    [InlineData("Invoke-ClarifaiPredict $photo | Where-Object Value -ge .9 | Set-ClarifaiKeyword", "cat, face")]
    [InlineData("Invoke-ClarifaiPredict $photo -As Output | Set-ClarifaiKeyword", "cat, dog, face")]
    [InlineData("Invoke-ClarifaiPredict $photo -As Row | Set-ClarifaiKeyword", "cat, face, dog")]
    [InlineData("Invoke-ClarifaiPredict $photo | ConvertTo-Csv | ConvertFrom-Csv | Set-ClarifaiKeyword", "cat, dog, face")]
    [InlineData("Invoke-ClarifaiPredict $photo -As Row | ConvertTo-Csv | ConvertFrom-Csv | Set-ClarifaiKeyword", "cat, face, dog")]
    [InlineData(
        "[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize("
        + "(Invoke-ClarifaiPredict $photo), 1)) | Set-ClarifaiKeyword",
        "cat, dog, face")]
    [InlineData("Get-Item $photo | Set-ClarifaiKeyword a, b", "a, b")]
    [InlineData("Invoke-ClarifaiPredict $photo | Set-ClarifaiKeyword -Name mine", "mine")]
    [InlineData("Set-Location (Split-Path $photo); [pscustomobject]@{ Source = 'photo.jpg'; Name = 'a' } | Set-ClarifaiKeyword", "a")]
    public void Names_of_one_file(string script, string expected)
    {
        string photo = Photo();
        Service.Data = _ => Data;
        Session.Set("photo", photo);

        Session.Run(script);

        Assert.Equal(expected, MetadataTools.Subjects(photo));
    }

    [Fact]
    public void Frames_of_a_video_give_each_name_once()
    {
        string video = Folder.PathOf("a.mp4");
        File.Copy(Repository.PathOf("samples", "slideshow.mp4"), video);
        Service.Data = _ =>
            """
            {
                "frames": [
                    { "frame_info": { "index": 0, "time": 0 }, "data": { "concepts": [{ "name": "cat", "value": 0.9 }] } },
                    {
                        "frame_info": { "index": 1, "time": 1000 },
                        "data": { "concepts": [{ "name": "cat", "value": 0.8 }, { "name": "tea", "value": 0.7 }] }
                    }
                ]
            }
            """;
        Session.Set("video", video);

        Session.Run("Get-ClarifaiVideoFrame $video | Set-ClarifaiKeyword");

        Assert.Equal(["cat", "tea"], MetadataTools.SubjectsByExifTool(video));
    }

    [Fact]
    public void What_is_not_a_file_is_one_error_and_its_address_keeps_its_secret()
    {
        string photo = Photo();
        Service.Data = _ => Data;
        Session.Set("photo", photo);

        ScriptResult result = Session.Try(
            """
            @(
                Invoke-ClarifaiPredict 'https://example.com/a.jpg?sig=canary'
                Invoke-ClarifaiPredict -InputObject ([IO.File]::ReadAllBytes($photo))
                Invoke-ClarifaiPredict $photo
            ) | ForEach-Object { $_; $_ } | Set-ClarifaiKeyword
            """);

        Assert.Equal(["PathNotFileSystem", "PathNotFileSystem"], result.Errors.Select(error => error.Id()));
        Assert.DoesNotContain(result.Errors, error => error.ToString().Contains("canary", StringComparison.Ordinal));
        Assert.Equal("cat, dog, face", MetadataTools.Subjects(photo));
    }

    [Fact]
    public void The_name_of_a_file_is_not_a_keyword()
    {
        Session.Set("photo", Photo());

        ScriptResult result = Session.Try("Get-Item $photo | Set-ClarifaiKeyword");

        Assert.Equal("InvalidRow", result.Terminating!.Id());
        Assert.Empty(MetadataTools.IptcKeywords((string)Session.Get("photo")!));
    }

    [Theory]
    [InlineData("-Name '  '")]
    [InlineData("cat, \"`t\"")]
    [InlineData("cat -Prefix ' '")]
    public void A_keyword_of_spaces_is_an_argument_that_is_not_valid(string parameters)
    {
        Session.Set("photo", Photo());

        ScriptResult result = Session.Try($"Get-Item $photo | Set-ClarifaiKeyword {parameters}");

        Assert.Equal("ParameterArgumentValidationError", result.Terminating!.Id());
        Assert.Contains("must not consist of spaces only", result.Terminating!.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_without_a_name_is_skipped_and_reported_to_those_who_ask()
    {
        string photo = Photo();
        Session.Set("photo", photo);

        ScriptResult result = Session.Run("[pscustomobject]@{ Source = $photo; Name = ' ' } | Set-ClarifaiKeyword -PassThru -Verbose");

        Assert.Empty(result.Output);
        Assert.Contains($"'{photo}' has no names and was skipped.", result.Verbose);
    }

    [Fact]
    public void Without_a_name_nothing_can_be_removed()
    {
        Session.Set("photo", Photo());

        Assert.Equal(
            "There are no names to remove: specify -Name or -Prefix.",
            Session.Try("Get-Item $photo | Set-ClarifaiKeyword -Remove").Terminating!.Exception.Message);
    }

    [Fact]
    public void An_object_that_says_nothing_of_a_file_is_an_error_of_its_own()
    {
        string photo = Photo();
        Session.Set("photo", photo);

        ScriptResult result = Session.Try(
            """
            'text', [pscustomobject]@{ Source = $photo; Title = 'x' }, $null, [pscustomobject]@{ Source = $photo; Name = 'cat' } |
                Set-ClarifaiKeyword
            """);

        Assert.Equal(["InvalidRow", "InvalidRow"], result.Errors.Select(error => error.Id()));
        Assert.Equal($"'{photo}' has neither a Name nor Concepts.", result.Errors[1].Exception.Message);
        Assert.Equal("cat", MetadataTools.Subjects(photo));
    }

    private string Photo()
    {
        string path = Folder.PathOf("photo.jpg");
        File.Copy(Repository.PathOf("samples", "cat.jpg"), path);
        return path;
    }
}
