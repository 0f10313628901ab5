using System.Management.Automation;
using System.Text.Json.Nodes;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Answers;

/// <summary>What is emitted by default is legible in Export-Csv, ConvertTo-Json and jobs: no type name stands in for a value.</summary>
public sealed class ExportTests : ConnectedTest
{
    public static TheoryData<string> Kinds =>
        [.. Directory.EnumerateFiles(KindAnswers.Folder).Select(path => Path.GetFileNameWithoutExtension(path)!)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_is_legible_in_a_table_and_as_JSON(string kind)
    {
        Service.AnswerWith(kind);
        AssertLegible("Invoke-ClarifaiPredict $path");
    }

    [Theory]
    [InlineData("video-today")]
    [InlineData("video-2019")]
    public void So_are_frames(string kind)
    {
        Service.AnswerWith(kind);
        AssertLegible("Get-ClarifaiVideoFrame $path");
    }

    [Fact]
    public void A_frame_has_its_answer_as_text_in_a_job_too()
    {
        Service.AnswerWith("video-2019");
        Session.Set("path", Folder.Video("clip.mp4"));
        const string Frames = "Get-ClarifaiVideoFrame $path";

        Assert.Equal(["train 0.999", "railway 0.900"], Session.Run(Frames).All("Answer"));
        Assert.Equal(["train 0.999", "railway 0.900"], Session.Run(SerializedCopy.Of(Frames)).All("Answer"));
        Assert.Equal(["train 0.999", "railway 0.900"], Session.Run(Frames + " | ConvertTo-Csv | ConvertFrom-Csv").All("Concepts"));
    }

    [Fact]
    public void A_vector_is_its_numbers_whatever_the_culture()
    {
        Service.Data = _ => """{"embeddings":[{"vector":[0.25,-0.5,1]}]}""";

        ScriptResult result = Session.Run(
            "[cultureinfo]::CurrentCulture = [cultureinfo]'de-DE'; $input | Invoke-ClarifaiPredict | ConvertTo-Csv | ConvertFrom-Csv",
            SampleFile.Picture("x"));

        Assert.Equal(["0.25, -0.5, 1"], result.All("Vector"));
        Session.Set("answer", Assert.Single(Session.Run("$input | Invoke-ClarifaiPredict", SampleFile.Picture("x")).Output));
        Assert.Equal([-0.5f], Session.Run("([float[]]$answer.Vector)[1]").Output.Select(number => number.BaseObject));
    }

    private void AssertLegible(string script)
    {
        Session.Set("path", Folder.Video("a.mp4"));
        foreach (PSObject row in Session.Run(script + " | ConvertTo-Csv | ConvertFrom-Csv").Output)
        {
            Assert.All(row.Properties, cell => Assert.DoesNotMatch(@"System\.|Clarifai\.", cell.Value?.ToString() ?? ""));
        }

        foreach (PSObject json in Session.Run(script + " | ForEach-Object { ConvertTo-Json $_ -WarningAction Ignore }").Output)
        {
            JsonObject members = JsonNode.Parse((string)json.BaseObject)!.AsObject();
            Assert.False(members.ContainsKey("Time"));
            Assert.DoesNotContain("Clarifai.", members.ToJsonString(), StringComparison.Ordinal);
        }
    }
}
