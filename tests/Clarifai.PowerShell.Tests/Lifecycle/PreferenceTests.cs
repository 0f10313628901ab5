using System.Diagnostics;
using System.Management.Automation;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Lifecycle;

/// <summary>What is told while a run goes on, to whom it is told, and what is never told.</summary>
public sealed class PreferenceTests : ConnectedTest
{
    [Fact]
    public void Verbose_has_one_line_a_request_with_what_one_needs_to_ask_the_service_about_it()
    {
        Session.Set("files", new[] { Folder.Picture("cat.jpg"), Folder.Picture("dog.jpg"), Folder.Picture("cow.jpg") });

        ScriptResult result = Session.Run(
            "$files | Invoke-ClarifaiPredict -BatchSize 1 -ThrottleLimit 1 -Verbose");

        Assert.Equal(4, result.Verbose.Count);
        Assert.All(result.Verbose.Take(3), line => Assert.Matches(
            @"^1 input, \d+ bytes, [\d,]+ ms, request request-1, model version version-1$", line));
    }

    [Fact]
    public void Verbose_tells_of_an_attempt_that_failed_and_that_it_is_made_again()
    {
        Session.Set("file", Folder.Picture("cat.jpg"));
        Service.Reply = _ => Service.Requests.Count == 1 ? StubReply.Status(503, 98004, "Out of order") : null;

        ScriptResult result = Session.Run("$file | Invoke-ClarifaiPredict -RetryIntervalSec 0 -Verbose");

        Assert.Equal(["cat"], result.Names);
        Assert.EndsWith(
            "ServiceUnavailable. Out of order (code 98004, HTTP 503, request request-1). Retrying now.",
            result.Verbose[0],
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_verbose_line_has_the_sums()
    {
        Service.Code = input => input.Caption == "broken" ? 30002 : 10000;
        Service.Data = input => input.Caption == "plain" ? "{}" : StubReply.Echo(input);

        ScriptResult result = Session.Try(
            "$input | Invoke-ClarifaiPredict -BatchSize 1 -ThrottleLimit 1 -Verbose", SampleFile.Pictures("cat", "plain", "dog", "broken"));

        Assert.Matches(
            @"^Inputs: 2 with results, 1 without results, 1 failed\. Requests: 4, [1-9][\d,]+ bytes\.$", result.Verbose[^1]);
    }

    [Fact]
    public void So_has_that_of_a_run_about_videos()
    {
        Service.Data = input => input.Caption == "plain"
            ? """{"frames":[{"data":{}}]}"""
            : """{"frames":[{"data":{"concepts":[{"name":"sea"}]}}]}""";

        ScriptResult result = Session.Run(
            "$input | Get-ClarifaiVideoFrame -Verbose", SampleFile.Video("a"), SampleFile.Video("plain"));

        Assert.StartsWith(
            "Inputs: 1 with results, 1 without results, 0 failed. Requests: 2, ", result.Verbose[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Path $files", 3)]
    [InlineData("-LiteralPath $files", 3)]
    [InlineData("-Path $pattern, missing.jpg -ErrorAction Ignore", 4)]
    [InlineData("-Uri https://example.com/a.jpg, https://example.com/b.jpg", 2)]
    public async Task Where_the_inputs_are_known_in_advance_the_progress_has_a_total_from_the_start(string arguments, int total)
    {
        Session.Set("files", new[] { Folder.Picture("a.jpg"), Folder.Picture("b.jpg"), Folder.Picture("c.jpg") });
        Session.Set("pattern", Folder.PathOf("*.jpg"));
        // The run has begun by the first object: once half a second has passed from there, it is a long one.
        using System.Management.Automation.PowerShell pipeline = Session.Pipeline($$"""
            $clock = [Diagnostics.Stopwatch]::new()
            Invoke-ClarifaiPredict {{arguments}} -BatchSize 1 -ThrottleLimit 1 |
                ForEach-Object { $clock.Start(); while ($clock.ElapsedMilliseconds -lt 500) { } }
            """);

        await pipeline.InvokeAsync().MustEnd();

        Assert.Matches($" of {total} done", pipeline.Streams.Progress[0].StatusDescription);
        Assert.InRange(pipeline.Streams.Progress[0].PercentComplete, 1, 99);
        Assert.True(pipeline.Streams.Progress[0].SecondsRemaining >= 0);
    }

    [Fact]
    public void Debug_shows_the_address_and_never_the_key()
    {
        Session.Set("file", Folder.Picture("cat.jpg"));
        using System.Management.Automation.PowerShell pipeline = Session.Pipeline(
            "$DebugPreference = 'Continue'; $file | Invoke-ClarifaiPredict -Verbose");

        pipeline.Invoke();

        string line = Assert.Single(pipeline.Streams.Debug).Message;
        Assert.StartsWith(
            $"POST {Service.Address}v2/models/aaa03c23b3724a16a56b629203edc62c/outputs (Authorization: Key ***)",
            line,
            StringComparison.Ordinal);
        Assert.DoesNotContain(ModuleSession.Key, line + Session.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void A_short_run_shows_no_progress()
    {
        Session.Set("file", Folder.Picture("cat.jpg"));
        Session.Run("$file | Invoke-ClarifaiPredict");
        using System.Management.Automation.PowerShell pipeline = Session.Pipeline("$file | Invoke-ClarifaiPredict");
        var clock = Stopwatch.StartNew();

        pipeline.Invoke();

        // On a busy machine even the second of two runs may be a long one.
        Assert.True(pipeline.Streams.Progress.Count == 0 || clock.ElapsedMilliseconds >= 500);
    }

    [Fact]
    public async Task A_long_run_shows_its_progress_and_takes_it_away_at_the_end()
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Session.Set("file", Folder.Picture("cat.jpg"));
        Session.Set("other", Folder.Picture("dog.jpg"));
        Session.Set("seen", seen.Task);
        using System.Management.Automation.PowerShell pipeline = Session.Pipeline(
            "& { while (-not $seen.IsCompleted) { $file; $other } } | Invoke-ClarifaiPredict | ForEach-Object { }");
        pipeline.Streams.Progress.DataAdded += (_, _) => seen.TrySetResult();

        await pipeline.InvokeAsync().MustEnd();

        IReadOnlyList<ProgressRecord> records = [.. pipeline.Streams.Progress];
        Assert.Equal("Predicting with the model 'general'", records[0].Activity);
        Assert.Matches(@"^[\d,.]+ done, [\d,.]+ per second$", records[0].StatusDescription);
        Assert.Equal(-1, records[0].PercentComplete);
        Assert.Equal(ProgressRecordType.Completed, records[^1].RecordType);
        Assert.Single(records, record => record.RecordType == ProgressRecordType.Completed);
    }
}
