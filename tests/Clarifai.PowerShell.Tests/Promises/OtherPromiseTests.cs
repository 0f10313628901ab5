using System.Collections;
using System.Diagnostics;
using System.Management.Automation;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Promises;

/// <summary>The rest of what is promised.</summary>
public sealed class OtherPromiseTests : PromiseTest
{
    [Theory]
    [InlineData("-Model https://clarifai.com/alice/photos/models/birds/versions/%2e%2e")]
    [InlineData("-Model https://clarifai.com/alice/photos/models/birds/versions/%2E%2E")]
    [InlineData("-Model https://clarifai.com/alice/photos/models/birds/versions/%2e")]
    [InlineData("-Model https://clarifai.com/alice/photos/models/%2e%2e/versions/1")]
    [InlineData("-Model https://clarifai.com/%2e%2e/photos/models/birds")]
    [InlineData("-Model birds -ModelVersion ..")]
    [InlineData("-Model birds -ModelVersion .")]
    [InlineData("-Model ..")]
    [InlineData("-Model alice/../birds")]
    public void A_name_that_leads_elsewhere_is_refused(string model)
    {
        ScriptResult result = Session.Try($"Invoke-ClarifaiPredict https://p.example/a.jpg {model}");

        Assert.NotNull(result.Terminating ?? Assert.Single(result.Errors));
        Assert.Empty(result.Output);
        Assert.Empty(Service.Requests);
    }

    [Theory]
    [InlineData("$service", false)]
    [InlineData("'https://service.example'", true)]
    public async Task A_proxy_that_wants_credentials_is_told_with_the_parameter_for_them(string address, bool isTunnel)
    {
        await using var proxy = new RawService();
        proxy.Answer = _ => RawReply.Http(407, "<html>Who are you?</html>", "Proxy-Authenticate: Basic realm=\"here\"");
        Session.Set("proxy", proxy.Address);

        ScriptResult result = Session.Try(
            $"Connect-Clarifai -ApiKey $key -BaseUri {address} -Proxy $proxy; Invoke-ClarifaiPredict https://p.example/a.jpg {OneByOne}");

        ErrorRecord error = result.Terminating ?? Assert.Single(result.Errors);
        Assert.Contains("-ProxyCredential", Said(error), StringComparison.Ordinal);
        Assert.Equal(isTunnel ? "CONNECT" : "POST", proxy.Requests[0].Method);
        Assert.Single(proxy.Requests);
        Assert.Empty(Service.Requests);
    }

    [Fact]
    public async Task An_error_about_a_piece_of_a_video_names_the_video()
    {
        string video = await SampleVideo.MakeAsync(Folder, seconds: 1300);
        Session.Set("video", video);
        RawReply[] replies =
        [
            RawReply.Outputs(400, 10020, RawReply.OutputOf("{}", 30104)),
            RawReply.Outputs(200, 10000, RawReply.OutputOf("{}")),
            RawReply.Nothing(RawEnd.Reset),
        ];

        Assert.All(replies, reply =>
        {
            Service.Answer = _ => reply;
            ScriptResult result = Session.Try("Get-ClarifaiVideoFrame $video -Split -MaximumRetryCount 0 -Verbose");

            Assert.Equal(reply == replies[1], result.Errors.Count == 0);
            Assert.All(result.Errors, error =>
            {
                Assert.Equal(video, $"{error.TargetObject}");
                AssertNoTemporaryFile(video, Shown(error));
            });
            Assert.All(result.Verbose.Concat(result.Warnings), line => AssertNoTemporaryFile(video, line));
        });
        Assert.NotEmpty(Service.Requests);
    }

    [Fact]
    public async Task A_video_that_was_measured_too_long_is_told_as_such_and_how_to_split_it_and_is_counted_as_refused()
    {
        string video = await SampleVideo.MakeAsync(Folder, seconds: 700);
        Session.Set("video", video);
        Session.Set("short", Folder.Picture("a.jpg"));
        string[] scripts =
        [
            "Get-ClarifaiVideoFrame $video",
            "Invoke-ClarifaiPredict $video",
            "Invoke-ClarifaiPredict $video -InputKind Video -Model food",
            "Invoke-ClarifaiPredict -InputObject ([IO.File]::ReadAllBytes($video))",
        ];

        Assert.All(scripts, script =>
        {
            ErrorRecord error = OneError(Session.Try(script));
            Assert.Equal(("VideoTooLong", ErrorCategory.LimitsExceeded), error.Kind());
            Assert.Contains("-Split", Said(error), StringComparison.Ordinal);
            Assert.Equal(script.Contains("Bytes", StringComparison.Ordinal) ? "bytes 0" : video, $"{error.TargetObject}");
        });
        Assert.Empty(Service.Requests);

        PSObject measure = Session.Run("Measure-ClarifaiInput $video, $short").Output.Single();
        Assert.Equal("0", $"{measure.Value("Videos")}");
        Assert.Equal("1", $"{measure.Value("Images")}");
        Assert.Contains("grey.mp4", $"{((IEnumerable)measure.Value("Refused")!).Cast<object>().Single()}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_video_that_is_too_long_by_a_second_has_that_length()
    {
        string video = await SampleVideo.MakeAsync(Folder, seconds: 601);

        ErrorRecord error = OneError(Session.Try("$input | Get-ClarifaiVideoFrame", video));

        Assert.Contains(
            " is 10:01 minutes long; the service accepts videos of up to 10 minutes.", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_video_of_ten_minutes_is_sent()
    {
        string video = await SampleVideo.MakeAsync(Folder, seconds: 590);
        Session.Set("video", video);
        Service.Answer = _ => RawReply.Outputs(200, 10000, RawReply.OutputOf("""{"frames":[]}"""));

        Session.Run("Get-ClarifaiVideoFrame $video");

        Assert.Single(Service.Requests);
    }

    [Fact]
    public async Task Where_a_video_cannot_be_measured_the_services_code_names_both_limits_and_how_to_split_it()
    {
        Service.Answer = _ => RawReply.Outputs(400, 10020, RawReply.OutputOf("{}", 30105));
        string video = Folder.Video("clip.mp4");
        using var shell = ShellProcess.Start(
            $$"""
            try { Get-ClarifaiVideoFrame '{{video}}' -ErrorAction Stop }
            catch { $_.FullyQualifiedErrorId; "$($_.Exception.Message) $($_.ErrorDetails.RecommendedAction)" -replace '\s+', ' ' }
            """,
            (ProcessStartInfo start) =>
            {
                start.Environment["CLARIFAI_API_KEY"] = ModuleSession.Key;
                start.Environment["CLARIFAI_API_BASE"] = Service.Address.ToString();
                start.Environment.Remove("CLARIFAI_PAT");
                start.Environment["PATH"] = Folder.FullPath;
            });

        string id = await shell.ReadLineAsync() ?? "";
        string said = await shell.ReadLineAsync() ?? "";

        Assert.Matches("^(FileTooLarge|VideoTooLong),", id);
        Assert.Matches("[0-9] ?MB", said);
        Assert.Matches("[0-9]+ minutes", said);
        Assert.Contains("-Split", said, StringComparison.Ordinal);
        Assert.Single(Service.Requests);
    }

    private static void AssertNoTemporaryFile(string video, string text) =>
        Assert.DoesNotContain(Path.GetTempPath(), text.Replace(video, "", StringComparison.Ordinal), StringComparison.Ordinal);
}
