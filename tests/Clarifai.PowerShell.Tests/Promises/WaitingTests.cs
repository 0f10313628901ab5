using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Promises;

/// <summary>Waiting is bounded, and whoever waits is told for what.</summary>
public sealed partial class WaitingTests : PromiseTest
{
    [Theory]
    [InlineData(21351, "X-Nothing: 0")]
    [InlineData(21351, "Retry-After: 0")]
    [InlineData(21354, "Retry-After: 0")]
    [InlineData(21355, "Retry-After: 0")]
    public void A_deploying_model_is_asked_again_after_a_second_at_the_earliest(int code, string header)
    {
        AnswerFirst(RawReply.Status(503, code, "Model is deploying", header));

        var (statuses, result) =
            TryWithProgress($"$input | Invoke-ClarifaiPredict {OneByOne}", SampleFile.Picture("a"));

        Assert.Empty(result.Errors);
        Assert.Equal(["a"], result.Names);
        Assert.Equal(["a", "a"], Service.Captions);
        Assert.InRange(Seconds(Assert.Single(result.Warnings)), 1, 30);
        Assert.Contains(statuses, status => NextTry().IsMatch(status) && Seconds(status) >= 1);
    }

    [Fact]
    public void A_wait_is_told_by_the_progress_and_by_one_warning_a_run()
    {
        var throttled = RawReply.Status(429, 11005, "Too many requests", "Retry-After: 1");
        AnswerFirst(throttled, throttled, throttled);

        var (statuses, result) =
            TryWithProgress("$input | Invoke-ClarifaiPredict -BatchSize 1 -ThrottleLimit 2", SampleFile.Pictures("a", "b"));

        Assert.Empty(result.Errors);
        Assert.Equal(["a", "b"], result.Names);
        Assert.Equal(5, Service.Requests.Count);
        Assert.Matches(
            @"^Too many requests .*\. Retrying in 1 s; further retries appear only in the progress display\.$",
            Assert.Single(result.Warnings));
        Assert.Contains(statuses, status => status.Contains("Throttled; retrying in 1 s", StringComparison.Ordinal));
    }

    [Fact]
    public void Each_run_warns_for_itself()
    {
        var throttled = RawReply.Status(429, 11005, "Too many requests", "Retry-After: 1");
        Service.Answer = request => Service.Requests.Count % 2 == 1 ? throttled : RawReply.Echo(request);

        ScriptResult result = Session.Run(
            "$a, $b = @($input); , $a | Invoke-ClarifaiPredict; , $b | Invoke-ClarifaiPredict", SampleFile.Pictures("a", "b"));

        Assert.Equal(["a", "b"], result.Names);
        Assert.Equal(2, result.Warnings.Count(NextTry().IsMatch));
    }

    [Fact]
    public void A_service_that_is_out_of_order_for_a_while_is_told_as_such()
    {
        AnswerFirst(RawReply.Http(503, "", "Retry-After: 1"));

        ScriptResult result = Session.Run("$input | Invoke-ClarifaiPredict", SampleFile.Picture("a"));

        string warning = Assert.Single(result.Warnings);
        Assert.Matches(NextTry(), warning);
        Assert.DoesNotContain("Throttled", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_waits_for_nothing_says_nothing()
    {
        var (_, result) = TryWithProgress("$input | Invoke-ClarifaiPredict", SampleFile.Picture("a"));

        Assert.Equal(["a"], result.Names);
        Assert.Empty(result.Warnings);
    }

    [Theory]
    [InlineData(429, 11005, "Retry-After: 86400", "Throttled")]
    [InlineData(429, 11005, "Retry-After: Tue, 31 Dec 2199 23:59:59 GMT", "Throttled")]
    [InlineData(503, 0, "Retry-After: 86400", "ServiceUnavailable")]
    public void A_wait_that_is_longer_than_anyone_waits_is_not_begun_and_is_told_in_the_error(
        int status, int code, string header, string id)
    {
        Service.Answer = _ => RawReply.Status(status, code, "Come back", header);

        ScriptResult result = Session.Try("$input | Invoke-ClarifaiPredict", SampleFile.Picture("a"));

        ErrorRecord error = OneError(result);
        Assert.Equal(id, error.Id());
        Assert.Matches("(?i)retry-after|86.?400|24 ?h|2199|2200|days?", Said(error));
        Assert.Equal(["a"], Service.Captions);
    }

    private static double Seconds(string text) =>
        double.Parse(NextTry().Match(text).Groups["seconds"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("[Rr]etrying in (?<seconds>[0-9.]+) s")]
    private static partial Regex NextTry();
}
