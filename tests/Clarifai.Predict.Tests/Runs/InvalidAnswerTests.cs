namespace Clarifai.Tests;

/// <summary>What breaks after the status line may have been billed: it is an error at once, and of this batch alone.</summary>
public sealed class InvalidAnswerTests
{
    [Theory]
    [InlineData("{\"status\":{\"code\":10000},\"outputs\":[{}")]
    [InlineData("{\"status\":{\"code\":10000},\"outputs\":[{},{}]}garbage")]
    [InlineData("{\"status\":{\"code\":10000},\"outputs\":[{},{},]}")]
    [InlineData("{\"status\":{\"code\":10000}}")]
    [InlineData("{\"status\":{\"code\":10000},\"outputs\":null}")]
    [InlineData("{\"status\":{\"code\":10000},\"outputs\":[]}")]
    [InlineData("{\"status\":{\"code\":10000},\"outputs\":[{}]}")]
    [InlineData("{\"status\":{\"code\":10000},\"outputs\":[{},{},{}]}")]
    [InlineData("{\"status\":{\"code\":10010},\"outputs\":[{}]}")]
    [InlineData("{\"status\":{\"code\":10020},\"outputs\":[{}]}")]
    public Task A_body_that_is_no_answer_is_an_error_at_once(string body) =>
        AssertInvalidAsync(exchange => exchange.AnswerAsync(200, body));

    [Theory]
    [InlineData("{\"sta")]
    [InlineData("{\"status\":{\"code\":10000},\"outputs\":[{}")]
    [InlineData("{\"status\": {\"code\": 10000, \"description\": \"Ok\"}, \"outputs\": [{}")]
    [InlineData("\uFEFF\r\n{\r\n  \"status\": {\r\n    \"code\": 10000,\r\n")]
    public async Task An_answer_whose_end_is_missing_unnoticed_is_an_error_of_this_batch_alone(string body)
    {
        await using var server = new HostileServer(exchange => exchange.BreakOffAsync("HTTP/1.0 200 OK\r\n\r\n" + body));

        SentBatch batch = await SentBatch.SendAsync(server, 2);

        AssertSentOnce(batch, server);
        Assert.Equal(ErrorCause.None, batch.Error.Cause);
    }

    [Theory]
    [InlineData("{\"state\": {\"code\": 10000")]
    [InlineData("{\"status\": \"UP\"}")]
    public async Task What_begins_in_another_way_is_not_the_services(string body)
    {
        await using var server = new HostileServer(exchange => exchange.BreakOffAsync("HTTP/1.0 200 OK\r\n\r\n" + body));

        SentBatch batch = await SentBatch.SendAsync(server, 2);

        Assert.Equal((ErrorId.NotConnected, ErrorCause.NotTheService), (batch.Fatal!.ErrorId, batch.Fatal!.Cause));
    }

    [Fact]
    public Task An_answer_that_ends_early_is_an_error_at_once() =>
        AssertBrokenOffAsync("Content-Length: 1000", "{\"status\":");

    [Fact]
    public Task A_chunked_answer_that_ends_early_is_an_error_at_once() =>
        AssertBrokenOffAsync("Transfer-Encoding: chunked", "A\r\n{\"status\":\r\n");

    [Fact]
    public Task Chunks_that_are_none_are_an_error_at_once() =>
        AssertBrokenOffAsync("Transfer-Encoding: chunked", "what\r\n{}\r\n0\r\n\r\n");

    [Fact]
    public Task An_answer_that_says_it_is_packed_and_is_not_is_an_error_at_once() =>
        AssertInvalidAsync(exchange => exchange.AnswerAsync(200, Pictures.Answer(["0", "1"]), "Content-Encoding: gzip"));

    [Fact]
    public Task A_reset_in_the_answer_is_an_error_at_once() => AssertInvalidAsync(async exchange =>
    {
        await exchange.WriteAsync(Exchange.Head(200, "Content-Length: 1000") + "{\"status\":");
        exchange.Reset();
    });

    [Theory]
    [InlineData("H")]
    [InlineData("HTTP/1.1 20")]
    [InlineData("HTTP/1.1 200 OK\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Ty")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nno colon\r\n\r\n")]
    [InlineData("HTTP/7.3 200 OK\r\n\r\n")]
    [InlineData("220 mail.example ESMTP\r\n")]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\n")]
    [InlineData("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n")]
    public async Task A_head_that_is_no_whole_head_is_an_error_at_once(string head)
    {
        await using var server = new HostileServer(exchange => exchange.BreakOffAsync(head));

        SentBatch batch = await SentBatch.SendAsync(server, [Pictures.AtAddress(0), Pictures.InMemory(1, 200_000)]);

        AssertSentOnce(batch, server);
    }

    [Fact]
    public async Task A_reset_in_the_head_is_an_error_at_once()
    {
        await using var server = new HostileServer(async exchange =>
        {
            await exchange.WriteAsync("HTTP/1.1 200 OK\r\nContent-Ty");
            exchange.Reset();
        });

        SentBatch batch = await SentBatch.SendAsync(server, 2);

        AssertSentOnce(batch, server);
    }

    [Fact]
    public async Task Headers_without_end_are_an_error_at_once()
    {
        await using var server = new HostileServer(async exchange =>
        {
            await exchange.WriteAsync("HTTP/1.1 200 OK\r\n");
            for (int i = 0; i < 80; i++)
            {
                await exchange.WriteAsync($"X-{i}: {new string('x', 1000)}\r\n");
            }

            await exchange.WaitForeverAsync();
        });

        SentBatch batch = await SentBatch.SendAsync(server, 2);

        AssertSentOnce(batch, server);
    }

    [Fact]
    public async Task The_connection_of_a_run_is_watched_at_every_request()
    {
        await using var server = HostileServer.Doing(
            exchange => exchange.AnswerAsync(),
            exchange => exchange.AnswerAsync(),
            exchange => exchange.BreakOffAsync("HTTP/1.1 200 OK\r\n"));
        using ClarifaiClient client = server.NewClient();
        await SentBatch.SendAsync(client, Pictures.AtAddresses(2));
        await SentBatch.SendAsync(client, Pictures.AtAddresses(2));

        SentBatch batch = await SentBatch.SendAsync(client, Pictures.AtAddresses(2));

        Assert.Equal(Outcomes.All(2, ErrorId.InvalidResponse), batch.Summary);
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData("Content-Length: 5000")]
    [InlineData("Transfer-Encoding: chunked")]
    [InlineData("X-Until-The-End: yes")]
    public async Task An_answer_longer_than_the_limit_is_not_read_to_its_end(string header)
    {
        await using var server = new HostileServer(async exchange =>
        {
            await exchange.WriteAsync(Exchange.Head(200, header));
            while (true)
            {
                // Until the client leaves.
                await exchange.WriteAsync($"400\r\n{new string(' ', 1024)}\r\n");
            }
        });
        using ClarifaiClient client = server.NewClient(ServiceLimits.Current with { MaximumResponseBytes = 4096 });

        SentBatch batch = await SentBatch.SendAsync(client, Pictures.AtAddresses(2));

        Assert.Equal(Outcomes.All(2, ErrorId.InvalidResponse), batch.Summary);
        Assert.Single(server.Requests);
        await server.WhenAliveAsync(0);
    }

    [Theory]
    [InlineData(4096, false, true)]
    [InlineData(4097, false, false)]
    [InlineData(4096, true, true)]
    [InlineData(4097, true, false)]
    public async Task An_answer_may_be_as_long_as_the_limit(int length, bool isChunked, bool isRead)
    {
        string answer = Pictures.Answer(["0"]);
        answer += new string(' ', length - answer.Length);
        await using var server = new HostileServer(exchange => isChunked
            ? exchange.WriteAsync($"{Exchange.Head(200, "Transfer-Encoding: chunked")}{length:X}\r\n{answer}\r\n0\r\n\r\n")
            : exchange.AnswerAsync(200, answer));
        using ClarifaiClient client = server.NewClient(ServiceLimits.Current with { MaximumResponseBytes = 4096 });

        SentBatch batch = await SentBatch.SendAsync(client, Pictures.AtAddresses(1));

        Assert.Equal([isRead ? "0 0" : "0 InvalidResponse"], batch.Summary);
    }

    [Fact]
    public void The_limit_is_128_megabytes_unless_told_otherwise() =>
        Assert.Equal(128L * 1024 * 1024, ServiceLimits.Current.MaximumResponseBytes);

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirection_is_not_followed_and_names_the_host(int status)
    {
        await using var server = new HostileServer(exchange =>
            exchange.AnswerAsync(status, Pictures.Answer(["0", "1"]), "Location: https://user:hunter2@elsewhere.example/v2?token=hunter3"));

        SentBatch batch = await SentBatch.SendAsync(server, 2);

        Assert.Equal(ErrorId.NotConnected, batch.Fatal!.ErrorId);
        Assert.Single(server.Requests);
        Assert.Contains("elsewhere.example", batch.Fatal!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter", batch.Fatal!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v2/", ":[0-9]+")]
    [InlineData("https://127.0.0.1/", "")]
    [InlineData("http://127.0.0.1:8443/", ":8443")]
    public async Task A_redirection_names_the_port_too(string location, string port)
    {
        await using var server = new HostileServer(exchange => exchange.AnswerAsync(302, "", "Location: " + location));

        SentBatch batch = await SentBatch.SendAsync(server, 1);

        Assert.Matches(@$"redirects to 127\.0\.0\.1{port} \(HTTP 302\)", batch.Fatal!.Message);
    }

    [Fact]
    public async Task A_redirection_to_nowhere_is_no_less_an_error()
    {
        await using var server = new HostileServer(exchange => exchange.AnswerAsync(300, ""));

        SentBatch batch = await SentBatch.SendAsync(server, 2);

        Assert.Equal(ErrorId.NotConnected, batch.Fatal!.ErrorId);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task The_start_of_a_text_is_shown_without_its_line_breaks_and_control_characters()
    {
        string page = "\r\n\t\u0007No \u001b[31mservice\n" + new string('x', 1000);
        await using var server = new HostileServer(exchange => exchange.AnswerAsync(400, page));

        SentBatch batch = await SentBatch.SendAsync(server, 1);

        Assert.Equal(ErrorId.NotConnected, batch.Fatal!.ErrorId);
        Assert.Contains("HTTP 400: \\u0007No \\u001b[31mservice xxx", batch.Fatal!.Message, StringComparison.Ordinal);
        Assert.InRange(batch.Fatal!.Message.Length, 100, 300);
    }

    [Fact]
    public async Task Of_a_page_the_title_is_shown_the_same_way()
    {
        string page = "<html><head><title lang=en>\n&#27;[31mNo\tservice " + new string('x', 1000) + "</title></head></html>";
        await using var server = new HostileServer(exchange => exchange.AnswerAsync(400, page));

        SentBatch batch = await SentBatch.SendAsync(server, 1);

        Assert.Contains("HTTP 400 with the web page '\\u001b[31mNo service xxx", batch.Fatal!.Message, StringComparison.Ordinal);
        Assert.InRange(batch.Fatal!.Message.Length, 100, 300);
    }

    [Fact]
    public async Task The_next_batch_is_none_the_worse()
    {
        await using var server = HostileServer.Doing(exchange => exchange.AnswerAsync(200, "{\"status\":{"));
        using ClarifaiClient client = server.NewClient();

        SentBatch spoilt = await SentBatch.SendAsync(client, Pictures.AtAddresses(2));
        SentBatch next = await SentBatch.SendAsync(client, Pictures.AtAddresses(2));

        Assert.Equal(Outcomes.All(2, ErrorId.InvalidResponse), spoilt.Summary);
        Assert.Equal(Outcomes.AllWell(2), next.Summary);
    }

    private static void AssertSentOnce(SentBatch batch, HostileServer server)
    {
        Assert.Equal(Outcomes.All(2, ErrorId.InvalidResponse), batch.Summary);
        Assert.Contains("The request was sent", batch.Error.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
        Assert.Empty(batch.Clock.Delays);
    }

    private static Task AssertBrokenOffAsync(string header, string content) =>
        AssertInvalidAsync(exchange => exchange.BreakOffAsync(Exchange.Head(200, header) + content));

    private static async Task AssertInvalidAsync(Func<Exchange, Task> script)
    {
        await using var server = new HostileServer(script);

        SentBatch batch = await SentBatch.SendAsync(server, 2);

        Assert.Equal(Outcomes.All(2, ErrorId.InvalidResponse), batch.Summary);
        Assert.Single(server.Requests);
        Assert.Empty(batch.Clock.Delays);
    }
}
