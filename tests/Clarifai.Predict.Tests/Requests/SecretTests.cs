namespace Clarifai.Tests;

/// <summary>The key goes into one header over a safe connection, and nowhere else.</summary>
public sealed class SecretTests
{
    [Theory]
    [InlineData("0123456789abcdef\n0123456789abcdef")]
    [InlineData("0123456789abcdef\r\nX-Injected: 1")]
    [InlineData("0123456789abcdef ")]
    [InlineData("0123456789\tabcdef")]
    [InlineData("0123456789abcdef\u00e9")]
    [InlineData("")]
    public void A_key_with_what_no_key_has_is_refused_and_not_shown(string secret)
    {
        ClarifaiException error = Assert.Throws<ClarifaiException>(() => Asking.Credential(secret: secret));

        Assert.Equal(ErrorId.NotAuthenticated, error.ErrorId);
        Assert.DoesNotContain("0123456789", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_credential_shows_what_it_is_and_not_what_it_says()
    {
        Assert.Equal("ApiKey", Asking.Credential().ToString());
        Assert.DoesNotContain(Asking.Key, (Asking.Options() with { UserId = "u" }).ToString(), StringComparison.Ordinal);
        Assert.Equal(["Kind"], typeof(ClarifaiCredential).GetProperties().Select(property => property.Name));
    }

    [Theory]
    [InlineData("http://api.clarifai.com")]
    [InlineData("http://127.0.0.1.example")]
    [InlineData("http://localhost.example")]
    [InlineData("http://192.168.0.1:8080")]
    [InlineData("http://[2001:db8::1]/")]
    public void A_key_does_not_go_to_another_machine_in_the_open(string address)
    {
        ClarifaiClientOptions options = Asking.Options() with { BaseUri = ServiceAddress.Parse(address) };

        ClarifaiException error = Assert.Throws<ClarifaiException>(() => new ClarifaiClient(options));
        Assert.Equal(ErrorId.NotAuthenticated, error.ErrorId);
        Assert.Contains(options.BaseUri.Host, error.Message, StringComparison.Ordinal);
        using var allowed = new ClarifaiClient(options with { AllowUnencryptedAuthentication = true });
        Assert.NotNull(allowed.Limits);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("http://api.clarifai.com")]
    public void A_key_does_not_go_through_a_proxy_on_another_machine_in_the_open(string address)
    {
        ClarifaiClientOptions options = Asking.Options() with
        {
            BaseUri = ServiceAddress.Parse(address),
            Proxy = new ProxyOptions { Address = new Uri("http://proxy.example:3128") },
        };

        ClarifaiException error = Assert.Throws<ClarifaiException>(() => new ClarifaiClient(options));

        Assert.Equal(ErrorId.NotAuthenticated, error.ErrorId);
        using var allowed = new ClarifaiClient(options with { AllowUnencryptedAuthentication = true });
        using var encrypted = new ClarifaiClient(options with { BaseUri = ServiceAddress.Parse("https://localhost:1") });
        Assert.NotNull(allowed.Limits);
    }

    [Theory]
    [InlineData("http://localhost:1")]
    [InlineData("http://LOCALHOST:1")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("http://127.1.2.3:1")]
    [InlineData("http://[::1]:1")]
    public async Task A_key_goes_to_this_machine_in_the_open(string address)
    {
        SentRequest sent = await Asking.SendAsync(
            Asking.Options() with { BaseUri = ServiceAddress.Parse(address) }, ModelReference.Parse("m"));

        Assert.Equal("Key " + Asking.Key, sent.Headers["Authorization"]);
    }

    [Fact]
    public async Task A_request_says_who_sends_it_and_what_it_reads()
    {
        SentRequest sent = await Asking.SendAsync(Pictures.AtAddress(0));

        Assert.Equal("application/json", sent.Headers["Accept"]);
        Assert.Matches(@"^Clarifai-PowerShell/\d+\.\d+\.\d+$", sent.Headers["User-Agent"]);
        Assert.Equal(
            ["Accept", "Authorization", "Content-Length", "Content-Type", "User-Agent"], sent.Headers.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(500)]
    [InlineData(302)]
    [InlineData(200)]
    public async Task No_error_shows_the_key(int status)
    {
        using var client = new ClarifaiClient(Asking.Options(), new ScriptedHandler(_ => ScriptedHandler.Json("<html>", status)));

        ClarifaiException error = await Assert.ThrowsAnyAsync<ClarifaiException>(() => client.PredictAsync(
            ModelReference.Parse("m"), [Pictures.AtAddress(0)], cancellationToken: TestContext.Current.CancellationToken));

        Assert.DoesNotContain(Asking.Key, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_error_shows_the_query_or_the_user_of_an_inputs_address()
    {
        const string Address = "https://user:hunter2@pictures.example/1.jpg?sig=hunter3#hunter4";
        var handler = new ScriptedHandler(_ => ScriptedHandler.Json(Pictures.Answer(10010, [Pictures.Failure(30002)])));
        using var client = new ClarifaiClient(Asking.Options(), handler);
        using var pump = new PredictPump(client, new PumpOptions { Target = ModelReference.Parse("m") }, new InstantClock());

        PredictOutcome outcome = Assert.Single(await pump.RunAsync([PredictInput.FromUri(Address)]));

        Assert.Equal(Address, outcome.Input.Source);
        Assert.DoesNotContain("hunter", outcome.Error!.ToString(), StringComparison.Ordinal);
        Assert.Contains("'https://pictures.example/1.jpg'", outcome.Error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://user:hunter2@pictures.example/1.jpg?sig=hunter3")]
    [InlineData("user:hunter2@pictures.example/1.jpg?sig=hunter3")]
    [InlineData("user:hunter2@pictures.example")]
    [InlineData("/pictures/1.jpg?hunter2")]
    [InlineData("https:/user:hunter2@pictures.example/1.jpg?sig=hunter3")]
    [InlineData("https//user:hunter2@pictures.example/1.jpg?sig=hunter3")]
    [InlineData("s3://user:hunter2@pictures/1.jpg?sig=hunter3")]
    [InlineData("\"https://user:hunter2@pictures.example/1.jpg?sig=hunter3\"")]
    [InlineData("' https://user:hunter2@pictures.example/1.jpg#hunter3'")]
    public void An_address_that_is_none_is_refused_without_its_secrets(string address)
    {
        ClarifaiException error = Assert.Throws<ClarifaiException>(() => PredictInput.FromUri(address));

        Assert.Equal(ErrorId.InputRejected, error.ErrorId);
        Assert.DoesNotContain("hunter", error.ToString(), StringComparison.Ordinal);
    }
}
