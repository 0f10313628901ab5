namespace Clarifai.Tests;

public sealed class ServiceRoutesTests
{
    private const string General = "aaa03c23b3724a16a56b629203edc62c";

    [Theory]
    [InlineData("general", "models/" + General)]
    [InlineData("GENERAL", "models/" + General)]
    [InlineData(General, "models/" + General)]
    [InlineData("general-image-recognition", "models/general-image-recognition")]
    [InlineData("my-model", "models/my-model")]
    public async Task A_key_knows_its_app(string model, string path) =>
        Assert.Equal($"/v2/{path}/outputs", await PathOf(model, CredentialKind.ApiKey));

    [Theory]
    [InlineData("general", "users/clarifai/apps/main/models/general-image-recognition")]
    [InlineData(General, "users/clarifai/apps/main/models/" + General)]
    [InlineData("general-image-recognition", "users/clarifai/apps/main/models/general-image-recognition")]
    [InlineData("wedding", "users/clarifai/apps/main/models/c386b7a870114f4a87477c0824499348")]
    [InlineData("my-model", "models/my-model")]
    public async Task A_token_names_the_owner_of_the_public_models(string model, string path) =>
        Assert.Equal($"/v2/{path}/outputs", await PathOf(model, CredentialKind.PersonalAccessToken));

    [Theory]
    [InlineData(CredentialKind.ApiKey, "general", "users/me/apps/mine/models/" + General)]
    [InlineData(CredentialKind.ApiKey, "my-model", "users/me/apps/mine/models/my-model")]
    [InlineData(CredentialKind.PersonalAccessToken, "general", "users/clarifai/apps/main/models/general-image-recognition")]
    [InlineData(CredentialKind.PersonalAccessToken, "my-model", "users/me/apps/mine/models/my-model")]
    [InlineData(CredentialKind.PersonalAccessToken, "you/yours/my-model", "users/you/apps/yours/models/my-model")]
    [InlineData(CredentialKind.ApiKey, "you/yours/general", "users/you/apps/yours/models/general")]
    public async Task The_owner_of_the_connection_owns_models_that_name_none(Enum kind, string model, string path) =>
        Assert.Equal($"/v2/{path}/outputs", await PathOf(model, (CredentialKind)kind, user: "me", app: "mine"));

    [Theory]
    [InlineData("me", null)]
    [InlineData(null, "mine")]
    public async Task Half_an_owner_is_none(string? user, string? app) =>
        Assert.Equal("/v2/models/my-model/outputs", await PathOf("my-model", CredentialKind.PersonalAccessToken, user, app));

    [Theory]
    [InlineData("https://clarifai.com/openai/clip/models/vision", "users/openai/apps/clip/models/vision/outputs")]
    [InlineData("https://clarifai.com/openai/clip/models/vision/", "users/openai/apps/clip/models/vision/outputs")]
    [InlineData("https://clarifai.com/openai/clip/models/vision/versions/v7", "users/openai/apps/clip/models/vision/versions/v7/outputs")]
    [InlineData("HTTPS://clarifai.com/a%20b/c/models/d%2Fe", "users/a%20b/apps/c/models/d%2Fe/outputs")]
    public async Task The_address_of_a_models_page_names_everything(string page, string path) =>
        Assert.Equal($"/v2/{path}", await PathOf(page, CredentialKind.PersonalAccessToken));

    [Theory]
    [InlineData("my model", "my%20model")]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("a/b/c/d", "a%2Fb%2Fc%2Fd")]
    [InlineData("%2e%2e", "%252e%252e")]
    [InlineData("what?#&", "what%3F%23%26")]
    [InlineData("модель", "%D0%BC%D0%BE%D0%B4%D0%B5%D0%BB%D1%8C")]
    [InlineData("..\\..", "..%5C..")]
    public async Task An_id_is_one_segment_whatever_is_in_it(string id, string segment)
    {
        Assert.Equal($"/v2/models/{segment}/outputs", await PathOf(id, CredentialKind.ApiKey));
        Assert.Equal(
            $"/v2/models/m/versions/{segment}/outputs", await PathOf(ModelReference.Parse("m").WithVersion(id), Asking.Options()));
        Assert.Equal(
            $"/v2/users/{segment}/apps/{segment}/models/m/outputs",
            await PathOf(ModelReference.Parse("m"), Asking.Options() with { UserId = id, AppId = id }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData(" .. ")]
    [InlineData("user/app/..")]
    [InlineData("user/../model")]
    [InlineData("./app/model")]
    [InlineData("user//model")]
    [InlineData("https://clarifai.com/user/app/models/%2e%2e")]
    [InlineData("https://clarifai.com/user/app/models")]
    [InlineData("https://clarifai.com/user/app/workflows/w")]
    [InlineData("https://clarifai.com/user/app/models/m/versions")]
    [InlineData("https://clarifai.com/user/app/models/m/revisions/v")]
    [InlineData("https://")]
    public void A_name_of_no_model_is_refused(string text)
    {
        ClarifaiException error = Assert.Throws<ClarifaiException>(() => ModelReference.Parse(text));

        Assert.Equal(ErrorId.InvalidModelArgument, error.ErrorId);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(".")]
    [InlineData("..")]
    public void A_name_of_no_version_is_refused(string version) => Assert.Equal(
        ErrorId.InvalidModelArgument,
        Assert.Throws<ClarifaiException>(() => ModelReference.Parse("general").WithVersion(version)).ErrorId);

    [Theory]
    [InlineData("..", "mine")]
    [InlineData("me", "..")]
    [InlineData("me", ".")]
    [InlineData("", "mine")]
    public void An_owner_that_would_name_another_path_is_refused(string user, string app)
    {
        ClarifaiException error = Assert.Throws<ClarifaiException>(
            () => new ClarifaiClient(Asking.Options() with { UserId = user, AppId = app }));

        Assert.Equal(ErrorId.NotConnected, error.ErrorId);
    }

    [Theory]
    [InlineData("api.clarifai.com", "https://api.clarifai.com/")]
    [InlineData("https://api.clarifai.com", "https://api.clarifai.com/")]
    [InlineData("https://api.clarifai.com/", "https://api.clarifai.com/")]
    [InlineData("https://api.clarifai.com/v2", "https://api.clarifai.com/")]
    [InlineData("https://api.clarifai.com/v2/", "https://api.clarifai.com/")]
    [InlineData(" https://gateway.example:8443/clarifai/v2// ", "https://gateway.example:8443/clarifai/")]
    [InlineData("gateway.example/clarifai", "https://gateway.example/clarifai/")]
    [InlineData("gateway.example:8443", "https://gateway.example:8443/")]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8080/")]
    [InlineData("http://[::1]:8080/v2", "http://[::1]:8080/")]
    [InlineData("https://host/v22", "https://host/v22/")]
    public async Task A_base_address_means_the_same_however_it_ends(string text, string expected)
    {
        Uri address = ServiceAddress.Parse(text);

        Assert.Equal(expected, address.AbsoluteUri);
        SentRequest sent = await Asking.SendAsync(Asking.Options() with { BaseUri = address }, ModelReference.Parse("m"));
        Assert.Equal(expected + "v2/models/m/outputs", sent.Address.AbsoluteUri);
    }

    [Theory]
    [InlineData("https://user:hunter2@host/")]
    [InlineData("hunter2@host")]
    [InlineData("https://host/?token=hunter2")]
    [InlineData("https://host/#hunter2")]
    [InlineData("ftp://host/hunter2")]
    [InlineData("file:///hunter2")]
    [InlineData("https://")]
    [InlineData("/v2/hunter2")]
    [InlineData("")]
    [InlineData("http://hunter2:port")]
    public void An_address_of_no_service_is_refused_and_not_shown(string text)
    {
        ClarifaiException error = Assert.Throws<ClarifaiException>(() => ServiceAddress.Parse(text));

        Assert.Equal(ErrorId.NotConnected, error.ErrorId);
        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CredentialKind.ApiKey, null, "/v2/models?page=1&per_page=1")]
    [InlineData(CredentialKind.PersonalAccessToken, null, "/v2/users/me")]
    [InlineData(CredentialKind.PersonalAccessToken, "a b", "/v2/users/a%20b")]
    public async Task A_check_is_a_request_that_costs_nothing(Enum kind, string? user, string path)
    {
        var handler = new ScriptedHandler(_ => ScriptedHandler.Json("""{"status":{"code":10000},"user":{"id":"me"}}"""));
        using var client = new ClarifaiClient(Asking.Options((CredentialKind)kind) with { UserId = user }, handler);

        await client.CheckAsync(TestContext.Current.CancellationToken);

        SentRequest sent = Assert.Single(handler.Requests);
        Assert.Equal(("GET", path), (sent.Method, sent.Address.PathAndQuery));
        Assert.Equal("Key " + Asking.Key, sent.Headers["Authorization"]);
        Assert.Empty(sent.Body);
    }

    private static Task<string> PathOf(string model, CredentialKind kind, string? user = null, string? app = null) =>
        PathOf(ModelReference.Parse(model), Asking.Options(kind) with { UserId = user, AppId = app });

    private static async Task<string> PathOf(ModelReference model, ClarifaiClientOptions options) =>
        (await Asking.SendAsync(options, model)).Address.PathAndQuery;
}
