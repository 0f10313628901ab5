using System.Management.Automation;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Promises;

/// <summary>An answer that comes before the request's body was taken is read, whatever becomes of the connection.</summary>
public sealed class EarlyAnswerTests : PromiseTest
{
    private const string Predict = "$input | Invoke-ClarifaiPredict -RetryIntervalSec 0 -TimeoutSec 20";
    private const int Size = 4_000_000;

    public static TheoryData<string> Ends =>
        [nameof(RawEnd.Drain), nameof(RawEnd.Finish), nameof(RawEnd.Reset), nameof(RawEnd.Stall)];

    private string[] Pictures =>
        [.. "abcd".Select(name => Folder.Write($"{name}.jpg", [.. SampleFile.Picture($"{name}"), .. new byte[Size]]))];

    [Theory]
    [MemberData(nameof(Ends))]
    public void A_request_that_is_too_large_is_sent_in_parts(string end)
    {
        string[] pictures = Pictures;
        Service.Early = request => request.Length > 2 * Size ? Refused(413, 0, end) : null;
        Service.Answer = request => RawReply.Outputs(200, 10000, request.Captions.Select(caption => RawReply.Output(caption[..1])));

        ScriptResult result = Session.Run($"{Predict} -ThrottleLimit 1 -MaximumRetryCount 0", [.. pictures]);

        Assert.Equal(["a", "b", "c", "d"], result.Names);
        Assert.Equal(pictures, result.Sources);
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void A_picture_that_is_too_large_is_one_error(string end)
    {
        string[] pictures = Pictures;
        Service.Early = _ => Refused(413, 0, end);

        ScriptResult result = Session.Try($"{Predict} -MaximumRetryCount 0", pictures[0]);

        ErrorRecord error = OneError(result);
        Assert.Equal(("FileTooLarge", ErrorCategory.LimitsExceeded), error.Kind());
        Assert.Equal(pictures[0], error.TargetObject);
        Assert.Single(Service.Requests);
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void A_throttled_request_is_sent_again(string end)
    {
        string[] pictures = Pictures;
        Service.Early = _ => Service.Requests.Count == 0 ? Refused(429, 11005, end) : null;
        Service.Answer = request => RawReply.Outputs(200, 10000, request.Captions.Select(caption => RawReply.Output(caption[..1])));

        ScriptResult result = Session.Run($"{Predict} -WarningAction SilentlyContinue", pictures[0]);

        Assert.Equal(["a"], result.Names);
        Assert.Equal(2, Service.Requests.Count);
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void A_throttled_request_that_is_not_sent_again_is_told_as_such(string end)
    {
        string[] pictures = Pictures;
        Service.Early = _ => Refused(429, 11005, end);

        ScriptResult result = Session.Try($"{Predict} -MaximumRetryCount 0", pictures[0]);

        Assert.Equal(("Throttled", ErrorCategory.ResourceBusy), OneError(result).Kind());
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void A_key_that_is_not_taken_ends_the_run(string end)
    {
        string[] pictures = Pictures;
        Service.Early = _ => Refused(401, 11009, end);

        ScriptResult result = Session.Try($"{Predict} -BatchSize 1 -ThrottleLimit 1", [.. pictures]);

        Assert.Empty(result.Errors);
        Assert.Equal(("NotAuthenticated", ErrorCategory.AuthenticationError), result.Terminating!.Kind());
        Assert.Single(Service.Requests);
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void A_key_that_is_not_taken_ends_the_run_behind_an_interim_response_too(string end)
    {
        string[] pictures = Pictures;
        Service.Early = _ =>
        {
            RawReply refused = Refused(401, 11009, end);
            return refused with { Bytes = [.. "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"u8, .. refused.Bytes] };
        };

        ScriptResult result = Session.Try($"{Predict} -BatchSize 1 -ThrottleLimit 1", [.. pictures]);

        Assert.Equal("NotAuthenticated", result.Terminating!.Id());
        Assert.Single(Service.Requests);
    }

    [Fact]
    public void A_status_line_that_breaks_before_the_body_was_taken_is_tried_again()
    {
        string[] pictures = Pictures;
        Service.Early = _ => Service.Requests.Count == 0 ? RawReply.Text("HTTP/1.1 5", RawEnd.Reset) : null;
        Service.Answer = request => RawReply.Outputs(200, 10000, request.Captions.Select(caption => RawReply.Output(caption[..1])));

        ScriptResult result = Session.Run($"{Predict} -WarningAction SilentlyContinue", pictures[0]);

        Assert.Equal(["a"], result.Names);
    }

    // A server that refuses a body says that the connection ends, unless it means to take the rest.
    private static RawReply Refused(int status, int code, string end)
    {
        RawReply reply = end == nameof(RawEnd.Drain)
            ? RawReply.Status(status, code)
            : RawReply.Status(status, code, "No", "Connection: close");
        return reply with { End = Enum.Parse<RawEnd>(end) };
    }
}
