using System.Globalization;

namespace Clarifai.Tests;

/// <summary>Requests as they arrive on a real connection.</summary>
public sealed class WireTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(49_153)]
    [InlineData(3_000_001)]
    public async Task A_body_has_the_length_that_was_promised_and_is_never_chunked(int length)
    {
        await using var server = new HostileServer(exchange => exchange.AnswerAsync());

        SentBatch batch = await SentBatch.SendAsync(server, [Pictures.InMemory(0, length), Pictures.AtAddress(1)]);

        Exchange request = Assert.Single(server.Requests);
        byte[] body = await request.ReadBodyAsync();
        Assert.Equal(Outcomes.AllWell(2), batch.Summary);
        Assert.Equal(body.Length.ToString(CultureInfo.InvariantCulture), request.Headers["Content-Length"]);
        Assert.Equal((byte)'}', body[^1]);
        Assert.False(request.Headers.ContainsKey("Transfer-Encoding"));
        Assert.False(request.Headers.ContainsKey("Expect"));
        Assert.Equal("/v2/models/m/outputs", request.Path);
        Assert.Equal("Key " + Asking.Key, request.Headers["Authorization"]);
        Assert.Equal("application/json", request.Headers["Content-Type"]);
    }

    [Fact]
    public async Task A_segment_stays_one_on_the_wire()
    {
        await using var server = new HostileServer(exchange => exchange.AnswerAsync());
        using ClarifaiClient client = server.NewClient();

        await client.PredictAsync(
            ModelReference.Parse("a b/c d/e..%2F f").WithVersion("1/2"),
            [Pictures.AtAddress(0)],
            cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(
            "/v2/users/a%20b/apps/c%20d/models/e..%252F%20f/versions/1%2F2/outputs", Assert.Single(server.Requests).Path);
    }

    [Theory]
    [InlineData(200, 10000, null)]
    [InlineData(401, 11009, ErrorId.NotAuthenticated)]
    [InlineData(403, 11007, ErrorId.NotAuthorized)]
    [InlineData(429, 11005, ErrorId.Throttled)]
    [InlineData(500, 10020, ErrorId.ServiceUnavailable)]
    [InlineData(404, 11101, ErrorId.ModelNotFound)]
    public async Task A_check_ends_well_or_with_the_error_it_found(int status, int code, ErrorId? error)
    {
        await using var server = new HostileServer(exchange => exchange.AnswerAsync(status, Pictures.Refusal(code)));
        using ClarifaiClient client = server.NewClient();

        Exception? thrown = await Record.ExceptionAsync(() => client.CheckAsync(TestContext.Current.CancellationToken));

        Assert.True(thrown is null or ClarifaiServiceException, thrown?.ToString());
        Assert.Equal(error, (thrown as ClarifaiException)?.ErrorId);
        Assert.Single(server.Requests);
    }
}
