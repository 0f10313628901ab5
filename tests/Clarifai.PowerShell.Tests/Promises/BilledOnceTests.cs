using System.Management.Automation;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Promises;

/// <summary>What may be billed is not sent twice.</summary>
public sealed class BilledOnceTests : PromiseTest
{
    private const string Predict = $"$input | Invoke-ClarifaiPredict {OneByOne}";

    private static readonly Dictionary<string, string> Beginnings = new()
    {
        ["half a status line"] = "HTTP/1.1 20",
        ["one letter"] = "H",
        ["a status line alone"] = "HTTP/1.1 200 OK\r\n",
        ["half a header"] = "HTTP/1.1 200 OK\r\nContent-Le",
        ["headers without their end"] = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n",
        ["a header without a colon"] = "HTTP/1.1 200 OK\r\nThis is no header\r\nContent-Length: 2\r\n\r\n{}",
        ["more than 64 KB of headers"] = $"HTTP/1.1 200 OK\r\nX-Long: {new string('x', 70_000)}\r\nContent-Length: 2\r\n\r\n{{}}",
        ["an unknown version"] = "HTTP/7.3 200 OK\r\nContent-Length: 2\r\n\r\n{}",
        ["an interim response alone"] = "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n",
        ["another protocol"] = "ICY 200 OK\r\n\r\n",
        ["half an answer"] = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"status\":{\"code\":10000",
        ["a chunk without its end"] = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n{\"status\":{\"code\":10000",
        ["a chunk that has no size"] = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n",
    };

    public static TheoryData<string, string> BrokenAnswers =>
        [.. from name in Beginnings.Keys
            from end in new[] { RawEnd.Finish, RawEnd.Reset }
            select new TheoryDataRow<string, string>(name, $"{end}")];

    [Theory]
    [MemberData(nameof(BrokenAnswers))]
    public void A_failure_inside_the_answer_is_told_at_once_and_says_that_the_request_had_been_sent(string beginning, string end)
    {
        AnswerFirst(RawReply.Text(Beginnings[beginning], Enum.Parse<RawEnd>(end)));

        ScriptResult result = Session.Try(Predict, SampleFile.Picture("a"), SampleFile.Picture("b"));

        ErrorRecord error = OneError(result);
        Assert.Equal(("InvalidResponse", ErrorCategory.InvalidResult), error.Kind());
        Assert.Matches(@"\bsent\b", error.Exception.Message);
        Assert.Equal(["b"], result.Names);
        Assert.Equal(["a", "b"], Service.Captions);
    }

    [Theory]
    [InlineData(nameof(RawEnd.Finish))]
    [InlineData(nameof(RawEnd.Reset))]
    public void A_connection_that_is_closed_without_a_byte_of_answer_is_tried_once_more_at_most(string end)
    {
        Service.Answer = _ => RawReply.Nothing(Enum.Parse<RawEnd>(end));

        ScriptResult result = Session.Try($"{Predict} -MaximumRetryCount 10", SampleFile.Picture("a"));

        ErrorRecord error = OneError(result);
        Assert.Equal(("ConnectionFailed", ErrorCategory.ConnectionError), error.Kind());
        Assert.Matches(@"\bsent\b", error.Exception.Message);
        Assert.Equal(["a", "a"], Service.Captions);
    }

    [Theory]
    [InlineData(nameof(RawEnd.Finish))]
    [InlineData(nameof(RawEnd.Reset))]
    public void The_second_attempt_after_a_connection_closed_without_a_byte_is_as_good_as_the_first(string end)
    {
        AnswerFirst(RawReply.Nothing(Enum.Parse<RawEnd>(end)));

        ScriptResult result = Session.Run(Predict, SampleFile.Picture("a"));

        Assert.Equal(["a"], result.Names);
        Assert.Equal(["a", "a"], Service.Captions);
    }

    [Theory]
    [InlineData(nameof(RawEnd.Finish))]
    [InlineData(nameof(RawEnd.Reset))]
    public void A_connection_that_was_used_before_makes_no_difference(string end)
    {
        Service.Answer = request =>
            request.Captions.Contains("b") ? RawReply.Nothing(Enum.Parse<RawEnd>(end)) : RawReply.Echo(request);

        ScriptResult result = Session.Try($"{Predict} -MaximumRetryCount 10", SampleFile.Pictures("a", "b", "c"));

        Assert.Equal("ConnectionFailed", OneError(result).Id());
        Assert.Equal(["a", "c"], result.Names);
        Assert.Equal(["a", "b", "b", "c"], Service.Captions);
    }

    [Fact]
    public void No_second_attempt_is_made_where_none_is_wanted()
    {
        Service.Answer = _ => RawReply.Nothing(RawEnd.Finish);

        ScriptResult result = Session.Try($"{Predict} -MaximumRetryCount 0", SampleFile.Picture("a"));

        Assert.Equal("ConnectionFailed", OneError(result).Id());
        Assert.Equal(["a"], Service.Captions);
    }

    [Fact]
    public void A_connection_that_breaks_before_the_body_was_complete_is_tried_as_often_as_is_wanted()
    {
        string picture = Folder.Write("large.jpg", [.. SampleFile.Picture("large"), .. new byte[8_000_000]]);
        Service.Early = _ => RawReply.Nothing(RawEnd.Reset);

        ScriptResult result = Session.Try($"{Predict} -MaximumRetryCount 3", picture);

        Assert.Equal("ConnectionFailed", OneError(result).Id());
        Assert.Equal(4, Service.Requests.Count);
    }

    [Fact]
    public void A_connection_that_breaks_before_the_body_was_complete_is_survived()
    {
        string picture = Folder.Write("large.jpg", [.. SampleFile.Picture("large"), .. new byte[8_000_000]]);
        Service.Early = _ => Service.Requests.Count < 3 ? RawReply.Nothing(RawEnd.Reset) : null;
        Service.Answer = _ => RawReply.Outputs(200, 10000, RawReply.Output("large"));

        ScriptResult result = Session.Run(Predict, picture);

        Assert.Equal(["large"], result.Names);
        Assert.Equal(4, Service.Requests.Count);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(425)]
    [InlineData(520)]
    [InlineData(521)]
    [InlineData(522)]
    [InlineData(523)]
    [InlineData(524)]
    [InlineData(529)]
    public void What_passes_by_its_HTTP_status_is_asked_again(int status)
    {
        AnswerFirst(RawReply.Http(status, "<html>later</html>"), RawReply.Http(status, ""));

        ScriptResult result = Session.Run($"{Predict} -WarningAction SilentlyContinue", SampleFile.Picture("a"));

        Assert.Equal(["a"], result.Names);
        Assert.Equal(["a", "a", "a"], Service.Captions);
    }

    [Theory]
    [InlineData(520)]
    [InlineData(521)]
    [InlineData(522)]
    [InlineData(523)]
    [InlineData(524)]
    [InlineData(529)]
    public void What_a_gateway_says_of_its_service_is_reported_as_503_is(int status)
    {
        Service.Answer = _ => RawReply.Http(status, "");

        ScriptResult result = Session.Try($"{Predict} -MaximumRetryCount 2", SampleFile.Picture("a"));

        Assert.Equal(("ServiceUnavailable", ErrorCategory.ResourceUnavailable), OneError(result).Kind());
        Assert.Equal(["a", "a", "a"], Service.Captions);
    }
}
