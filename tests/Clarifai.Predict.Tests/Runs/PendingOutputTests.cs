namespace Clarifai.Tests;

/// <summary>An output that is still to come is no empty answer.</summary>
public sealed class PendingOutputTests
{
    public static TheoryData<int> Codes => [30001, 30003, 31001, 31003];

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task The_input_alone_is_asked_again(int code)
    {
        await using var server = HostileServer.Doing(
            async exchange => await exchange.AnswerAsync(200, await MixedAsync(exchange, code)),
            async exchange => await exchange.AnswerAsync(200, await MixedAsync(exchange, code)));

        SentBatch batch = await SentBatch.SendAsync(server, 3);

        Assert.Equal(Outcomes.AllWell(3), batch.Summary);
        Assert.Equal([["0", "1", "2"], ["1"], ["1"]], server.Requests.Select(request => request.Inputs));
        Assert.All(batch.Clock.Seconds, seconds => Assert.True(seconds >= 1));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task After_ten_minutes_it_is_an_error(int code)
    {
        await using var server = new HostileServer(async exchange => await exchange.AnswerAsync(200, await MixedAsync(exchange, code)));

        SentBatch batch = await SentBatch.SendAsync(server, 3);

        Assert.Equal(["0 0", "1 ModelNotReady", "2 2"], batch.Summary);
        Assert.InRange(batch.Clock.Elapsed, TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(10));
        Assert.False(batch.Outcomes[1].IsFinished);
    }

    [Fact]
    public async Task A_pending_code_at_the_top_says_nothing_of_the_others()
    {
        await using var server = HostileServer.Doing(async exchange =>
        {
            await exchange.ReadBodyAsync();
            await exchange.AnswerAsync(200, Pictures.Answer(30001, [Pictures.Output("0"), Pictures.Failure(30001)]));
        });

        SentBatch batch = await SentBatch.SendAsync(server, 2);

        Assert.Equal(Outcomes.AllWell(2), batch.Summary);
        Assert.Equal([["0", "1"], ["1"]], server.Requests.Select(request => request.Inputs));
    }

    private static async Task<string> MixedAsync(Exchange exchange, int code)
    {
        await exchange.ReadBodyAsync();
        return Pictures.Answer(10010, exchange.Inputs.Select(name => name == "1" ? Pictures.Failure(code) : Pictures.Output(name)));
    }
}
