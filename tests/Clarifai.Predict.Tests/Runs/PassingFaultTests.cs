using System.Globalization;

namespace Clarifai.Tests;

/// <summary>Throttling and faults of the service: waited out, the whole request again.</summary>
public sealed class PassingFaultTests
{
    [Theory]
    [InlineData(429, ErrorId.Throttled)]
    [InlineData(500, ErrorId.ServiceUnavailable)]
    [InlineData(502, ErrorId.ServiceUnavailable)]
    [InlineData(503, ErrorId.ServiceUnavailable)]
    [InlineData(504, ErrorId.ServiceUnavailable)]
    [InlineData(408, ErrorId.ServiceUnavailable)]
    [InlineData(425, ErrorId.ServiceUnavailable)]
    [InlineData(520, ErrorId.ServiceUnavailable)]
    [InlineData(521, ErrorId.ServiceUnavailable)]
    [InlineData(522, ErrorId.ServiceUnavailable)]
    [InlineData(523, ErrorId.ServiceUnavailable)]
    [InlineData(524, ErrorId.ServiceUnavailable)]
    [InlineData(529, ErrorId.ServiceUnavailable)]
    public async Task A_passing_http_status_is_tried_five_times_whatever_the_body(int status, ErrorId error)
    {
        string[] bodies =
        [
            "",
            "<html><h1>Bad gateway</h1></html>",
            Pictures.Refusal(10000),
            Pictures.Refusal(30104),
            Pictures.Refusal(12345),
        ];
        await using var server = new HostileServer(exchange => exchange.AnswerAsync(status, bodies[exchange.Index % bodies.Length]));

        SentBatch batch = await SentBatch.SendAsync(server, 3);

        Assert.Equal(Outcomes.All(3, error), batch.Summary);
        Assert.Equal(5, server.Requests.Count);
        Assert.All(server.Requests, request => Assert.Equal(["0", "1", "2"], request.Inputs));
        Assert.Equal([0.5, 1, 2, 4], batch.Clock.Seconds);
        Assert.Equal(status, Assert.IsType<ClarifaiServiceException>(batch.Error).HttpStatus);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_passing_http_status_that_passes_leaves_no_trace(int status)
    {
        await using var server = HostileServer.Doing(exchange => exchange.AnswerAsync(status, "<html>"));

        SentBatch batch = await SentBatch.SendAsync(server, 3);

        Assert.Equal(Outcomes.AllWell(3), batch.Summary);
        Assert.Equal(2, server.Requests.Count);
        Assert.Equal([0.5], batch.Clock.Seconds);
    }

    [Theory]
    [InlineData(501)]
    [InlineData(505)]
    [InlineData(599)]
    public async Task Another_fault_of_the_service_does_not_pass(int status)
    {
        await using var server = new HostileServer(exchange => exchange.AnswerAsync(status, "<html>"));

        SentBatch batch = await SentBatch.SendAsync(server, 3);

        Assert.Equal(Outcomes.All(3, ErrorId.ServiceUnavailable), batch.Summary);
        Assert.Single(server.Requests);
        Assert.Empty(batch.Clock.Delays);
    }

    public static TheoryData<int> RetriedCodes =>
        [.. StatusCodes.All.Where(code => code.Action is StatusAction.Retry).Select(code => code.Value)];

    [Theory]
    [MemberData(nameof(RetriedCodes))]
    public async Task A_code_that_says_later_is_tried_five_times_at_any_http_status(int code)
    {
        int[] statuses = [200, 400, 429, 500, 503];
        await using var server = new HostileServer(exchange => exchange.AnswerAsync(statuses[exchange.Index % 5], Pictures.Refusal(code)));

        SentBatch batch = await SentBatch.SendAsync(server, 2);

        Assert.Equal(Outcomes.All(2, StatusCodes.Find(code).Error), batch.Summary);
        Assert.Equal(5, server.Requests.Count);
        Assert.Equal(code, Assert.IsType<ClarifaiServiceException>(batch.Error).Code);
        Assert.Equal("r1", ((ClarifaiServiceException)batch.Error).RequestId);
    }

    public static TheoryData<int> CodesRetriedOnce =>
        [.. StatusCodes.All.Where(code => code.Action is StatusAction.RetryOnce).Select(code => code.Value)];

    [Theory]
    [MemberData(nameof(CodesRetriedOnce))]
    public async Task A_code_that_says_perhaps_is_tried_twice(int code)
    {
        await using var server = new HostileServer(exchange => exchange.AnswerAsync(200, Pictures.Refusal(code)));

        SentBatch batch = await SentBatch.SendAsync(server, 2);

        Assert.Equal(Outcomes.All(2, StatusCodes.Find(code).Error), batch.Summary);
        Assert.Equal(2, server.Requests.Count);
        Assert.Equal([0.5], batch.Clock.Seconds);
    }

    [Theory]
    [InlineData(200, false)]
    [InlineData(400, false)]
    [InlineData(500, false)]
    [InlineData(500, true)]
    [InlineData(502, true)]
    public async Task A_failure_of_the_service_as_a_whole_is_tried_five_times(int status, bool hasOutputs)
    {
        string body = hasOutputs
            ? Pictures.Answer(10020, [Pictures.Failure(30002), Pictures.Failure(10020)])
            : Pictures.Refusal(10020);
        await using var server = new HostileServer(exchange => exchange.AnswerAsync(status, body));

        SentBatch batch = await SentBatch.SendAsync(server, 2);

        Assert.Equal(Outcomes.All(2, ErrorId.ServiceUnavailable), batch.Summary);
        Assert.Equal(5, server.Requests.Count);
        Assert.Equal([0.5, 1, 2, 4], batch.Clock.Seconds);
    }

    [Theory]
    [InlineData(429, "7", 7)]
    [InlineData(429, "0", 0)]
    [InlineData(429, "600", 600)]
    [InlineData(503, "31", 31)]
    [InlineData(429, "Wed, 21 Oct 2015 07:28:00 GMT", 0)]
    public async Task What_the_service_asks_for_comes_before_the_back_off(int status, string retryAfter, double seconds)
    {
        await using var server = HostileServer.Doing(
            exchange => exchange.AnswerAsync(status, Pictures.Refusal(11005), "Retry-After: " + retryAfter),
            exchange => exchange.AnswerAsync(status, "<html>", "Retry-After: " + retryAfter));

        SentBatch batch = await SentBatch.SendAsync(server, 1);

        Assert.Equal(Outcomes.AllWell(1), batch.Summary);
        Assert.Equal([seconds, seconds], batch.Clock.Seconds);
    }

    [Fact]
    public async Task A_date_to_come_is_waited_for()
    {
        DateTime date = DateTime.UtcNow.AddMinutes(8);
        await using var server = HostileServer.Doing(
            exchange => exchange.AnswerAsync(429, "", $"Retry-After: {date.ToString("R", CultureInfo.InvariantCulture)}"));

        SentBatch batch = await SentBatch.SendAsync(server, 1);

        Assert.Equal(Outcomes.AllWell(1), batch.Summary);
        Assert.InRange(Assert.Single(batch.Clock.Seconds), 60, 8 * 60);
    }

    [Theory]
    [InlineData("601")]
    [InlineData("86400")]
    [InlineData("99999999999")]
    [InlineData("99999999999999999999")]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT")]
    public async Task More_than_ten_minutes_are_not_waited_for(string retryAfter)
    {
        await using var server = new HostileServer(exchange => exchange.AnswerAsync(429, "", "Retry-After: " + retryAfter));

        SentBatch batch = await SentBatch.SendAsync(server, 2);

        Assert.Equal(Outcomes.All(2, ErrorId.Throttled), batch.Summary);
        Assert.Single(server.Requests);
        Assert.Empty(batch.Clock.Delays);
        Assert.Contains("requested a delay of", batch.Error.Message, StringComparison.Ordinal);
        Assert.Contains("600", batch.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_retried_may_ask_for_any_wait()
    {
        await using var server = new HostileServer(exchange => exchange.Index == 0
            ? exchange.AnswerAsync(503, "")
            : exchange.AnswerAsync(400, Pictures.Refusal(30104), "Retry-After: 99999999999"));

        SentBatch batch = await SentBatch.SendAsync(server, 1);

        Assert.Equal(Outcomes.All(1, ErrorId.InputRejected), batch.Summary);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_fatal_code_ends_the_run_whatever_the_http_status()
    {
        await using var server = new HostileServer(exchange => exchange.AnswerAsync(503, Pictures.Refusal(11009)));

        SentBatch batch = await SentBatch.SendAsync(server, 1);

        Assert.Equal(ErrorId.NotAuthenticated, batch.Fatal!.ErrorId);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("-5")]
    [InlineData("1.5")]
    public async Task A_wait_that_cannot_be_read_is_the_usual_one(string retryAfter)
    {
        await using var server = HostileServer.Doing(exchange => exchange.AnswerAsync(429, "", "Retry-After: " + retryAfter));

        SentBatch batch = await SentBatch.SendAsync(server, 1);

        Assert.Equal(Outcomes.AllWell(1), batch.Summary);
        Assert.Equal([0.5], batch.Clock.Seconds);
    }

    [Theory]
    [InlineData(0, new double[] { 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(0.25, new double[] { 0.25, 0.5, 1, 2, 4, 7.5, 7.5 })]
    [InlineData(0.75, new double[] { 0.75, 1.5, 3, 6, 12, 22.5, 22.5 })]
    public void The_back_off_lies_between_zero_and_a_doubling_ceiling_of_thirty_seconds(double random, double[] seconds)
    {
        var policy = new RetryPolicy { MaximumRetryCount = seconds.Length };
        var error = new ClarifaiException(ErrorId.ServiceUnavailable, "later", action: StatusAction.Retry);
        var done = new RetryCount();
        Assert.All(seconds, expected =>
        {
            TimeSpan delay = policy.NextDelay(error, done, random, TimeSpan.Zero)!.Value;
            Assert.Equal(expected, delay.TotalSeconds);
            done.Add(error.Action, TimeSpan.Zero);
        });
        Assert.Null(policy.NextDelay(error, done, random, TimeSpan.Zero));
    }
}
