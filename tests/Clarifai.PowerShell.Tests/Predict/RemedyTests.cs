using System.Management.Automation;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Predict;

/// <summary>Where an error has a way out, the message ends with it, and scripts find it as the recommended action.</summary>
public sealed class RemedyTests : ConnectedTest
{
    [Fact]
    public void A_checkpoint_of_another_question_can_be_forced()
    {
        Session.Set("file", Folder.PathOf("run.jsonl"));
        Session.Run("Invoke-ClarifaiPredict https://example.com/a.jpg -CheckpointPath $file");

        AssertRemedy(
            "Specify another file, or use -Force to continue in this one and send every input again.",
            Session.Try("Invoke-ClarifaiPredict https://example.com/a.jpg -Model food -CheckpointPath $file"));
    }

    [Fact]
    public void A_video_that_is_too_large_can_be_split()
    {
        const string Remedy = "Get-ClarifaiVideoFrame -Split sends it in pieces; -SampleLocally sends some of its frames.";
        string video = Folder.Video("large.mp4");
        using (FileStream file = File.OpenWrite(video))
        {
            file.SetLength(96_000_001);
        }

        AssertRemedy(Remedy, Session.Try("$input | Invoke-ClarifaiPredict", video));
        string reason = (string)Session.Run("$input | Measure-ClarifaiInput | ForEach-Object Refused", video).All("Reason").Single()!;
        Assert.EndsWith(Remedy, reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_video_that_cannot_be_cut_can_be_sampled_here()
    {
        string video = await SampleVideo.MakeAsync(
            Folder.PathOf("long.gif"), "-f", "lavfi", "-i", "testsrc=size=32x32:rate=0.1:duration=700");

        AssertRemedy(
            "With -SampleLocally, its frames are extracted on this machine and sent as images.",
            Session.Try("$input | Get-ClarifaiVideoFrame -Split", video));
    }

    [Theory]
    [InlineData(10, 1)]
    [InlineData(700, 2)]
    public async Task A_video_that_is_too_large_even_in_pieces_can_be_sampled_here(int seconds, int requests)
    {
        string video = await SampleVideo.MakeAsync(Folder, seconds);
        Service.Code = _ => Service.Inputs.Count == requests ? 30105 : 10000;

        AssertRemedy(
            "With -SampleLocally, its frames are extracted on this machine and sent as images.",
            Session.Try("$input | Get-ClarifaiVideoFrame -Split -ThrottleLimit 1", video));
    }

    [Fact]
    public void A_local_engine_that_did_not_find_ffmpeg_is_restarted()
    {
        Service.Reply = _ => StubReply.Status(400, 47901, "The local engine cannot find ffmpeg", "Install it.");

        AssertRemedy(
            "Then restart the local engine: Disconnect-Clarifai; Connect-Clarifai -Local.",
            Session.Try("Invoke-ClarifaiPredict https://example.com/a.mp4"));
    }

    [Fact]
    public void An_image_that_is_too_large_cannot()
    {
        string picture = Folder.Picture("large.jpg");
        using (FileStream file = File.OpenWrite(picture))
        {
            file.SetLength((20 * 1024 * 1024) + 1);
        }

        ErrorRecord error = Assert.Single(Session.Try("$input | Invoke-ClarifaiPredict", picture).Errors);

        Assert.Equal("FileTooLarge", error.Id());
        Assert.Null(error.ErrorDetails);
    }

    [Fact]
    public void A_key_in_the_open_has_another_way_out_than_a_token_without_an_owner_and_a_key_that_is_refused()
    {
        AssertRemedy(
            "Use https, or allow it: Connect-Clarifai -AllowUnencryptedAuthentication.",
            Session.Try("Connect-Clarifai -ApiKey $key -BaseUri http://10.0.0.1"));

        Service.Reply = _ => StubReply.Status(401, 11008, "No", "an app_id is required");
        ScriptResult check = Session.Run("Test-ClarifaiConnection");
        AssertRemedy(
            "Either specify the model with its owner, as user/app/model, or connect with both: "
            + "Connect-Clarifai -PersonalAccessToken <token> -UserId <user> -AppId <app>.",
            Session.Try("Invoke-ClarifaiPredict https://example.com/a.jpg"));
        Assert.EndsWith("-AppId <app>.", Assert.Single(check.Warnings), StringComparison.Ordinal);

        Service.Reply = _ => StubReply.Status(401, 11008, "No", "No");
        Assert.Null(Session.Try("Invoke-ClarifaiPredict https://example.com/a.jpg").Terminating!.ErrorDetails);
    }

    private static void AssertRemedy(string remedy, ScriptResult result)
    {
        ErrorRecord error = result.Terminating ?? Assert.Single(result.Errors);

        Assert.EndsWith(" " + remedy, error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(remedy, error.ErrorDetails.RecommendedAction);
        Assert.StartsWith(error.ErrorDetails.Message, error.Exception.Message, StringComparison.Ordinal);
    }
}
