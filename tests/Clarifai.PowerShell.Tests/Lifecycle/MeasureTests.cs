using System.Management.Automation;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Lifecycle;

/// <summary>The dry run: it counts what a run would send, and sends nothing.</summary>
public sealed class MeasureTests : ConnectedTest
{
    [Fact]
    public void It_counts_inputs_kinds_bytes_requests_and_what_would_be_refused()
    {
        object[] inputs =
        [
            .. Enumerable.Range(0, 5).Select(number => Folder.Picture($"{number}.jpg")),
            Folder.Video("clip.mp4"),
            Folder.Write("text.jpg", "hello"u8.ToArray()),
            "https://example.com/a.jpg?secret=1",
            Folder.PathOf("missing.jpg"),
        ];

        ScriptResult result = Session.Run("$input | Measure-ClarifaiInput -BatchSize 2", inputs);

        PSObject measure = Assert.Single(result.Output);
        Assert.Equal(7, measure.Value("Inputs"));
        Assert.Equal(6, measure.Value("Images"));
        Assert.Equal(1, measure.Value("Videos"));
        Assert.Equal((5L * SampleFile.Picture("0").Length) + SampleFile.Video("clip").Length, measure.Value("Bytes"));

        // Two and two and one picture, the video, the URL.
        Assert.Equal(5, measure.Value("Requests"));
        ScriptResult refused = Session.Run("$input | Measure-ClarifaiInput | ForEach-Object Refused", inputs);
        Assert.Equal(["UnsupportedMediaType", "FileNotFound"], refused.All("ErrorId"));
        Assert.Empty(Service.Requests);
    }

    [Fact]
    public void What_would_be_refused_is_legible_in_a_table()
    {
        string missing = Folder.PathOf("missing.jpg");

        ScriptResult result = Session.Run(
            "$input | Measure-ClarifaiInput | ConvertTo-Csv | ConvertFrom-Csv", Folder.Picture("cat.jpg"), missing);

        Assert.Equal([$"{missing}: FileNotFound"], result.All("Refused"));
    }

    [Fact]
    public void A_URL_that_would_be_refused_is_shown_without_its_secrets()
    {
        ScriptResult result = Session.Run(
            "(Measure-ClarifaiInput -Uri $input).Refused", "ftp://user:hunter1@pictures.example/a.jpg?sig=hunter2#hunter3");

        PSObject refused = Assert.Single(result.Output);
        Assert.Equal("ftp://pictures.example/a.jpg", refused.Value("Source"));
        Assert.All(refused.Properties, property => Assert.DoesNotContain("hunter", $"{property.Value}", StringComparison.Ordinal));
    }

    [Fact]
    public void It_needs_no_connection()
    {
        ScriptResult result = Session.Run("Disconnect-Clarifai; $input | Measure-ClarifaiInput", Folder.Picture("cat.jpg"));

        Assert.Equal([1], result.All("Inputs"));
    }
}
