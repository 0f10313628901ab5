using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Clarifai.Tests;

/// <summary>What is ours and secret is taken out of whatever others say, in every form in which it comes back.</summary>
public sealed class OwnSecretsTests
{
    private const string Address = "https://user:hunter1@pictures.example/a/1.jpg?sig=hunter2&exp=a/b%20c#hunter3";

    public static TheoryData<string> Forms =>
    [
        Asking.Key,
        Address,
        Uri.EscapeDataString(Address),
        Address["https://".Length..],
        "/a/1.jpg?sig=hunter2&exp=a/b%20c#hunter3",
        "?sig=hunter2&exp=a/b%20c",
        "sig=hunter2&exp=a/b%20c",
        "user:hunter1@",
        WebUtility.HtmlEncode(Address),
        Uri.UnescapeDataString(Address),
        Uri.EscapeDataString(Uri.EscapeDataString(Address)),
        Address.Replace("=", "&#x3D;", StringComparison.Ordinal).Replace("/", "&#x2F;", StringComparison.Ordinal),
        Address.Replace("=", "&#61;", StringComparison.Ordinal).Replace("/", "&#47;", StringComparison.Ordinal),
        Address.Replace("%20", "+", StringComparison.Ordinal),
        Address.Replace("&", @"\u0026", StringComparison.Ordinal),
        "user:hunter1",
        "/a/1.jpg?sig=hunt",
        "sig=hunt",
        "hunter2",
    ];

    [Fact]
    public void Half_a_surrogate_pair_is_a_character_like_any_other() =>
        Assert.Equal(
            "https://p.example/1.jpg!",
            new OwnSecrets([], ["https://p.example/1.jpg?sig=hunter\ud800"]).TakeOutOf("https://p.example/1.jpg?sig=hunter\ud800!"));

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task What_the_service_sends_back_is_shown_and_stored_without_it(string form)
    {
        var status = new JsonObject { ["code"] = 30002, ["description"] = $"no {form}!", ["details"] = $"<{form}>", ["req_id"] = form };
        string refusal = new JsonObject { ["status"] = status }.ToJsonString();
        await AssertCleanAsync(400, refusal, form);
        await AssertCleanAsync(400, refusal.Replace("/", "\\/", StringComparison.Ordinal), form);
        await AssertCleanAsync(502, $"<html><title>{form}</title></html>", form);
        await AssertCleanAsync(502, $"down: {form}", form);
        JsonObject output = Pictures.Output(form);
        output["echo"] = form;
        await AssertCleanAsync(200, Pictures.Answer(StatusCodes.Success, [output]), form);
    }

    [Theory]
    [InlineData("1.jpg of pictures.example")]
    [InlineData("sig and exp")]
    [InlineData("a wedding, 1024 pixels, a red-dress in 0.1024, media: true")]
    [InlineData("5hunter2, hunter22 and hunter20")]
    public void An_ordinary_word_of_an_address_is_no_secret(string text) => Assert.Equal(
        text,
        new OwnSecrets([], [Address, "https://pictures.example/2.jpg?q=wedding&w=1024&c=red-dress&alt=media&download=true"])
            .TakeOutOf(text));

    [Theory]
    [InlineData("GET /a/1.jpg?sig=hun", "GET /a/1.jpg")]
    [InlineData("GET /a/1.jpg?sig=hunter2&ex", "GET /a/1.jpg")]
    [InlineData("GET /a/1.jpg?si HTTP/1.1", "GET /a/1.jpg HTTP/1.1")]
    [InlineData("%2Fa%2F1.jpg%3Fsig%3Dhun", "%2Fa%2F1.jpg")]
    [InlineData("Bad query sig=h", "Bad query ***")]
    [InlineData("Bad query 'sig=hunter2&exp=a'", "Bad query '***&***'")]
    [InlineData("Bad query exp=a/b", "Bad query ***")]
    [InlineData("Bad query sig%3Dhunt, sig&#x3D;hunt", "Bad query ***, ***")]
    [InlineData("failed to fetch hunter2&exp=a/b%20c", "failed to fetch ***&***")]
    [InlineData("failed to fetch hunter2", "failed to fetch ***")]
    [InlineData("at%3Dhunter2", "at%3D***")]
    [InlineData("https://pictures.example/a/2.jpg?sig=hunter2", "https://pictures.example/a/2.jpg?***")]
    public void A_piece_of_the_query_is_not_shown(string text, string shown) =>
        Assert.Equal(shown, new OwnSecrets([], [Address]).TakeOutOf(text));

    [Theory]
    [InlineData("https://p.example/1.jpg#access_token=A9f3Zq&state=b", "got access_token=A9f3Zq&state=b", "got ***")]
    [InlineData("https://p.example/1.jpg#access_token=A9f3Zq", "access_token=A9f3", "***")]
    [InlineData("https://p.example/1.jpg#access_token=A9f3Zq", "token A9f3Zq", "token ***")]
    [InlineData("https://p.example/1.jpg#A9f3Zq", "A9f3Zq", "***")]
    [InlineData("https://ghp_A9f3Zq@p.example/1.jpg", "user ghp_A9f3Zq unknown", "user *** unknown")]
    [InlineData("https://ghp_A9f3Zq@p.example/1.jpg", "Basic Z2hwX0E5ZjNacTo=", "Basic ***")]
    [InlineData("https://bob:A9f3Zq@p.example/1.jpg", "bob, password A9f3Zq", "bob, password ***")]
    [InlineData("https://ghp_A9f3Zq:x@p.example/1.jpg", "ghp_A9f3Zq, password x", "***, password x")]
    [InlineData("https://cat:folder@p.example/1.jpg#section-2", "section-2 of a folder: cat", "section-2 of a folder: cat")]
    public void A_piece_of_the_fragment_or_of_the_user_is_not_shown(string address, string text, string shown) =>
        Assert.Equal(shown, new OwnSecrets([], [address]).TakeOutOf(text));

    [Theory]
    [InlineData("%61%62c%44%45%46%30123")]
    [InlineData("%2561b%63DEF0123")]
    [InlineData(@"\u0061\u0062cDEF012\u0033")]
    [InlineData("&#97;b&#x63;DEF01&amp;#50;3")]
    [InlineData("YWJjREVGMDEyMw==")]
    [InlineData("YWJjREVGMDEyMw")]
    public void A_secret_is_not_shown_in_an_encoding_without_need(string form)
    {
        var secrets = new OwnSecrets(["abcDEF0123"], []);

        string clean = secrets.TakeOutOf($"by {form}");

        Assert.Equal("by ***", clean);
        Assert.Equal("by ***", Encoding.UTF8.GetString(secrets.TakeOutOf(Encoding.UTF8.GetBytes($"by {form}"))));
    }

    [Fact]
    public void A_secret_that_looks_encoded_is_not_shown() =>
        Assert.Equal("by ***", new OwnSecrets(["x%41y7Q"], []).TakeOutOf("by x%41y7Q"));

    [Theory]
    [InlineData("%61bc and \\u0061bc and &#97;bc")]
    [InlineData("%25 %zz %4 &#9999; &#x; \\u00e9")]
    public void An_encoding_without_a_secret_stays(string text) =>
        Assert.Equal(text, new OwnSecrets(["abcDEF0123"], [Address]).TakeOutOf(text));

    [Theory]
    [InlineData("ySECy")]
    [InlineData("s3cr")]
    [InlineData("a/b+c=d9Z")]
    [InlineData("0123456789abcdef")]
    [InlineData("correcthorsebatterystaple")]
    public void A_value_of_the_query_is_not_shown(string value)
    {
        var secrets = new OwnSecrets([], ["https://pictures.example/1.jpg?w=1&x=" + Uri.EscapeDataString(value)]);
        foreach (string text in new[] { value, Uri.EscapeDataString(value), WebUtility.HtmlEncode(value) })
        {
            Assert.Equal("fetching *** failed", secrets.TakeOutOf($"fetching {text} failed"));
        }
    }

    [Fact]
    public void An_address_that_is_cut_off_in_its_query_is_shown_without_the_rest()
    {
        const string Shown = "https://pictures.example/a/1.jpg";
        string whole = Address[..Address.IndexOf('#', StringComparison.Ordinal)] + "&name=%C3%A9";
        var secrets = new OwnSecrets([], [whole]);
        int query = whole.IndexOf('?', StringComparison.Ordinal);
        foreach (Func<string, string> encode in (Func<string, string>[])
            [text => text, Uri.EscapeDataString, WebUtility.HtmlEncode, text => text.Replace("&", @"\u0026", StringComparison.Ordinal)])
        {
            string encoded = encode(whole);
            for (int cut = encode(whole[..(query + 1)]).Length; cut <= encoded.Length; cut++)
            {
                // Half an escape is no JSON.
                if (encoded[cut - 1] == '\\')
                {
                    continue;
                }

                foreach (string end in new[] { "", "\" is not an image", "... and more", "!" })
                {
                    string clean = secrets.TakeOutOf($"Not found: {encoded[..cut]}{end}|{encoded[..cut]}");

                    Assert.Equal($"Not found: {encode(Shown)}{end}|{encode(Shown)}", clean);
                }
            }
        }
    }

    [Theory]
    [InlineData("https://pictures.example/a/1.jpg is not an image & too large")]
    [InlineData("https://pictures.example/a/1.jpg%20x")]
    [InlineData("https://pictures.example/a/2.jpg?signature=hunter4")]
    public void Another_address_is_shown_as_it_is(string text) => Assert.Equal(text, new OwnSecrets([], [Address]).TakeOutOf(text));

    [Fact]
    public async Task A_cut_address_in_an_output_is_stored_without_the_rest()
    {
        JsonObject output = Pictures.Output("x");
        output["echo"] = Address[..(Address.IndexOf("hunter2", StringComparison.Ordinal) + 6)];
        await AssertCleanAsync(200, Pictures.Answer(StatusCodes.Success, [output]), "x");
    }

    [Fact]
    public async Task What_a_proxy_says_of_itself_is_shown_without_its_login()
    {
        var options = Asking.Options() with
        {
            Proxy = new ProxyOptions
            {
                Address = new Uri("http://user:hunter1@proxy.example"),
                Credentials = new NetworkCredential("user", "hunter2"),
            },
        };
        using var client = new ClarifaiClient(
            options, new ScriptedHandler(_ => throw new HttpRequestException("407 by http://user:hunter1@proxy.example with hunter2")));

        ClarifaiException error = await Assert.ThrowsAnyAsync<ClarifaiException>(() => client.PredictAsync(
            ModelReference.Parse("m"), [Pictures.AtAddress(0)], cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains("407 by", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter", error.ToString(), StringComparison.Ordinal);
    }

#if !DESKTOP // Windows PowerShell's handler does not tell what a tunnel was answered.
    [Fact]
    public async Task A_tunnel_that_asks_for_a_login_is_told_too()
    {
        await using var proxy = new HostileServer(exchange => exchange.AnswerAsync(407, ""));
        using var client = new ClarifaiClient(Asking.Options() with { Proxy = new ProxyOptions { Address = proxy.Address } });

        ClarifaiException error = await Assert.ThrowsAnyAsync<ClarifaiException>(() => client.PredictAsync(
            ModelReference.Parse("m"), [Pictures.AtAddress(0)], cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal((ErrorId.NotAuthenticated, ErrorCause.ProxyLogin), (error.ErrorId, error.Cause));
    }
#endif

    [Fact]
    public async Task Control_characters_are_shown_and_not_obeyed()
    {
        string said = new JsonObject
        {
            ["status"] = new JsonObject
            {
                ["code"] = 30002,
                ["description"] = "a\u001b[2Jb",
                ["details"] = "c\rd\u0007",
                ["req_id"] = "\u009be",
            },
        }.ToJsonString();

        ClarifaiException error = await AskAsync(400, said);

        Assert.Contains("a\\u001b[2Jb", error.Message, StringComparison.Ordinal);
        Assert.Contains("c\\u000dd\\u0007", error.Message, StringComparison.Ordinal);
        Assert.Contains("\\u009be", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(error.Message, char.IsControl);
    }

    private static async Task AssertCleanAsync(int httpStatus, string body, string form)
    {
        using var client = new ClarifaiClient(Asking.Options(), new ScriptedHandler(_ => ScriptedHandler.Json(body, httpStatus)));
        PumpOptions options = SentBatch.Options with { KeepRaw = true, Retry = new RetryPolicy { MaximumRetryCount = 0 } };
        using var pump = new PredictPump(client, options, new InstantClock());

        PredictOutcome outcome = Assert.Single(await pump.RunAsync([PredictInput.FromUri(Address)]));

        var service = outcome.Error as ClarifaiServiceException;
        string all = string.Join(' ', outcome.Error, service?.Description, service?.Details, service?.RequestId, outcome.Output?.RawJson,
            outcome.Output?.Concepts[0].Name);
        Assert.True(outcome.Error is not null || outcome.Output is not null);
        Assert.DoesNotContain("hunter", all, StringComparison.Ordinal);
        Assert.DoesNotContain(Asking.Key, all, StringComparison.Ordinal);
        Assert.False(form == Asking.Key && !all.Contains("***", StringComparison.Ordinal), all);
    }

    private static async Task<ClarifaiException> AskAsync(int httpStatus, string body)
    {
        using var client = new ClarifaiClient(Asking.Options(), new ScriptedHandler(_ => ScriptedHandler.Json(body, httpStatus)));
        return await Assert.ThrowsAnyAsync<ClarifaiException>(() => client.PredictAsync(
            ModelReference.Parse("m"), [Pictures.AtAddress(0)], cancellationToken: TestContext.Current.CancellationToken));
    }
}
