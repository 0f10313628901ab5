using System.Net;
using System.Text;
using System.Text.Json;

namespace Clarifai.Local.Tests;

/// <summary>Addresses, methods and bodies: which are taken, and how the others are refused.</summary>
public sealed class RequestShapeTests(RunningEngine engine)
{
    private const string Version = "a4fb22e317945b98a427ad548e4919ed";

    [Theory]
    [InlineData("/v2/models/general/outputs")]
    [InlineData("/v2/models/aaa03c23b3724a16a56b629203edc62c/outputs")]
    [InlineData("/v2/models/general-image-recognition/outputs")]
    [InlineData($"/v2/models/general/versions/{Version}/outputs")]
    [InlineData("/v2/users/clarifai/apps/main/models/general-image-recognition/outputs")]
    [InlineData($"/v2/users/me/apps/mine/models/general/versions/{Version}/outputs")]
    public async Task Predicts_at_every_address_of_the_model(string path)
    {
        EngineAnswer answer = await engine.Client.PostAsync(PredictBody.Of(Samples.Read(Samples.Cat)), path);

        Assert.Contains("cat", answer.Concepts().Keys);
    }

    [Theory]
    [InlineData("/v2/models/food/outputs")]
    [InlineData("/v2/models/nonsense/outputs")]
    [InlineData("/v2/models/general/versions/aa7f35c01e0642fda5cf400f543e7c40/outputs")]
    [InlineData("/v2/users/u/apps/a/models/nonsense/outputs")]
    public async Task Unknown_models_and_versions_are_not_found(string path) =>
        (await engine.Client.PostAsync(PredictBody.Of(Pictures.Blank()), path))
            .AssertRejected(HttpStatusCode.NotFound, StatusCodes.ModelDoesNotExist);

    [Theory]
    [InlineData("/page")]
    [InlineData("/v2/nonsense")]
    [InlineData("/v2/models/general/outputs/more")]
    [InlineData("/v1/models/general")]
    public async Task Unknown_addresses_are_not_found(string path) =>
        (await engine.Client.GetAsync(path)).AssertRejected(HttpStatusCode.NotFound, StatusCodes.RequestDoesNotExist);

    [Theory]
    [InlineData("GET", EngineClient.OutputsPath)]
    [InlineData("PUT", EngineClient.OutputsPath)]
    [InlineData("POST", "/v2/models")]
    public async Task Wrong_methods_are_named(string method, string path) =>
        (await engine.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path)))
            .AssertRejected(HttpStatusCode.MethodNotAllowed, StatusCodes.MethodNotAllowed);

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("""{"inputs":[""")]
    [InlineData("""{"inputs":[{"data":{"image":{"base64":"AA""")]
    [InlineData("""{"inputs":{}}""")]
    [InlineData("""{"inputs":[1]}""")]
    [InlineData("""{"inputs":[{"data":{"image":"text"}}]}""")]
    [InlineData("""{"inputs":[{"data":{"image":{"base64":5}}}]}""")]
    [InlineData("""{"inputs":[{"data":{"image":{"url":"x"}}}]} trailing""")]
    [InlineData("""{"inputs":[{}],"model":{"output_info":{"output_config":{"max_concepts":"3"}}}}""")]
    [InlineData("""{"inputs":[{}],"model":{"output_info":{"output_config":{"max_concepts":1.5}}}}""")]
    [InlineData("[]")]
    public async Task Malformed_JSON_is_a_bad_request(string json) =>
        (await engine.Client.PostAsync(json)).AssertRejected(HttpStatusCode.BadRequest, StatusCodes.BadRequestFormat);

    [Fact]
    public async Task Text_that_is_not_UTF8_is_a_bad_request()
    {
        using var content = new ByteArrayContent([.. "{\"inputs\":[{\"id\":\""u8, 0xFF, 0xFE, .. "\"}]}"u8]);
        (await engine.Client.SendAsync(new HttpRequestMessage(HttpMethod.Post, EngineClient.OutputsPath) { Content = content }))
            .AssertRejected(HttpStatusCode.BadRequest, StatusCodes.BadRequestFormat);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"inputs":[]}""")]
    [InlineData("""{"inputs":null}""")]
    public async Task A_request_needs_inputs(string json) =>
        (await engine.Client.PostAsync(json)).AssertRejected(HttpStatusCode.BadRequest, StatusCodes.InvalidRequest);

    [Fact]
    public async Task A_request_takes_no_more_inputs_than_the_service()
    {
        string body = PredictBody.Of([.. Enumerable.Repeat(Pictures.Blank(), ServiceLimits.Current.InputsPerRequest + 1)]);

        (await engine.Client.PostAsync(body)).AssertRejected(HttpStatusCode.BadRequest, StatusCodes.InvalidRequest);
    }

    [Fact]
    public async Task Members_that_nobody_knows_are_passed_over()
    {
        string picture = Convert.ToBase64String(Samples.Read(Samples.Cat));
        EngineAnswer answer = await engine.Client.PostAsync($$$$$"""
            {"user_app_id":{"user_id":"clarifai","app_id":"main"},
             "inputs":[{"new":[{"inputs":[]}],
                        "data":{"metadata":{"image":{}},"image":{"allow_duplicate_url":true,"base64":"{{{{{picture}}}}}"}}}],
             "model":{"new":{"output_info":1},"output_info":{"output_config":{"new":[1,2]}}}}
            """);

        Assert.Contains("cat", answer.Concepts().Keys);
    }

    [Theory]
    [InlineData("/", "\\/")]
    [InlineData("+", "\\u002B")]
    [InlineData("A", "\\u0041")]
    public async Task Base64_may_be_escaped(string character, string escaped)
    {
        string picture = Convert.ToBase64String(Samples.Read(Samples.Cat));
        Assert.Contains(character, picture, StringComparison.Ordinal);

        EngineAnswer answer = await engine.Client.PostAsync(
            $$$$"""{"inputs":[{"data":{"image":{"base64":"{{{{picture.Replace(character, escaped, StringComparison.Ordinal)}}}}"}}}]}""");

        Assert.Contains("cat", answer.Concepts().Keys);
    }

    [Fact]
    public async Task A_byte_order_mark_and_a_body_of_unknown_length_are_taken()
    {
        string body = PredictBody.Of(Samples.Read(Samples.Cat), Samples.Read(Samples.Rocket), Samples.Read(Samples.Cat));
        using var content = new StreamContent(new MemoryStream([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(body)]));
        var request = new HttpRequestMessage(HttpMethod.Post, EngineClient.OutputsPath) { Content = content };
        request.Headers.TransferEncodingChunked = true;

        EngineAnswer answer = await engine.Client.SendAsync(request);

        Assert.Equal(StatusCodes.Success, answer.Code);
        Assert.Equal([2, 0, 2], answer.Outputs.Select(output => EngineAnswer.ConceptsOf(output).Count));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_request_over_the_limit_is_answered_and_not_cut_off(bool unknownLength)
    {
        const int limit = 1_000_000;
        await using EngineClient small = await EngineClient.StartAsync(ServiceLimits.Current with { MaximumRequestBytes = limit });
        using var content = new StreamContent(new MemoryStream(new byte[limit + 1]));
        var request = new HttpRequestMessage(HttpMethod.Post, EngineClient.OutputsPath) { Content = content };
        request.Headers.TransferEncodingChunked = unknownLength;

        EngineAnswer answer = await small.SendAsync(request);

        answer.AssertRejected(HttpStatusCode.RequestEntityTooLarge, StatusCodes.MaximumMessageSizeExceeded);
        Assert.Contains("cat", (await small.PredictAsync(Samples.Read(Samples.Cat))).Concepts().Keys);
    }

    [Fact]
    public async Task A_request_of_the_limit_is_taken()
    {
        byte[] picture = Samples.Read(Samples.Cat);
        string body = PredictBody.Of(picture);
        await using EngineClient small = await EngineClient.StartAsync(ServiceLimits.Current with { MaximumRequestBytes = body.Length });

        Assert.Contains("cat", (await small.PredictAsync(picture)).Concepts().Keys);
        (await small.PostAsync(body + " ")).AssertRejected(HttpStatusCode.RequestEntityTooLarge, StatusCodes.MaximumMessageSizeExceeded);
    }

    [Theory]
    [InlineData("/v2/models")]
    [InlineData("/v2/users/clarifai/apps/main/models?page=1&per_page=500")]
    public async Task The_catalogue_lists_the_model(string path)
    {
        EngineAnswer answer = await engine.Client.GetAsync(path);

        Assert.Equal((HttpStatusCode.OK, StatusCodes.Success), (answer.Http, answer.Code));
        Assert.Contains(
            "nanodet-coco", answer.Json.GetProperty("models").EnumerateArray().Select(model => model.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task The_catalogue_ends_with_an_empty_page()
    {
        EngineAnswer answer = await engine.Client.GetAsync("/v2/models?page=2");

        Assert.Equal(StatusCodes.Success, answer.Code);
        Assert.Empty(answer.Json.GetProperty("models").EnumerateArray());
    }

    [Theory]
    [InlineData("page=0")]
    [InlineData("page=-1")]
    [InlineData("per_page=x")]
    [InlineData("page=")]
    public async Task A_page_that_cannot_be_is_invalid(string query) =>
        (await engine.Client.GetAsync("/v2/models?" + query)).AssertRejected(HttpStatusCode.BadRequest, StatusCodes.InvalidRequest);

    [Fact]
    public async Task The_catalogue_shows_one_model_and_all_that_it_can_say()
    {
        JsonElement model = (await engine.Client.GetAsync("/v2/models/general")).Json.GetProperty("model");
        JsonElement withConcepts = (await engine.Client.GetAsync("/v2/models/general/output_info")).Json.GetProperty("model");

        Assert.Equal(Version, model.GetProperty("model_version").GetProperty("id").GetString());
        Assert.False(model.GetProperty("output_info").TryGetProperty("data", out _));
        string?[] names = [.. EngineAnswer.VocabularyOf(withConcepts)];
        Assert.Equal(names.Length, model.GetProperty("model_version").GetProperty("active_concept_count").GetInt32());
        Assert.Empty(((string[])["cat", "dining table", "animal"]).Except(names));
        (await engine.Client.GetAsync("/v2/models/food")).AssertRejected(HttpStatusCode.NotFound, StatusCodes.ModelDoesNotExist);
    }
}
