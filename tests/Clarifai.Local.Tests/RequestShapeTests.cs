using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Clarifai.Local.Tests.General;

namespace Clarifai.Local.Tests;

/// <summary>Addresses, methods and bodies: which are taken, and how the others are refused.</summary>
public sealed class RequestShapeTests(RunningEngine engine)
{
    private static readonly string Version = BuiltInModels.General().Folder.VersionId;

    public static TheoryData<string> Addresses =>
    [
        "/v2/models/general/outputs",
        "/v2/models/aaa03c23b3724a16a56b629203edc62c/outputs",
        "/v2/models/general-image-recognition/outputs",
        $"/v2/models/general/versions/{Version}/outputs",
        "/v2/users/clarifai/apps/main/models/general-image-recognition/outputs",
        $"/v2/users/me/apps/mine/models/general/versions/{Version}/outputs",
    ];

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Predicts_at_every_address_of_the_model(string path)
    {
        EngineAnswer answer = await engine.Client.PostAsync(PredictBody.Of(Samples.Read(Samples.Cat)), path);

        Assert.Contains("cat", answer.Concepts().Keys);
    }

    [Theory]
    [InlineData("/v2/models/food/outputs")]
    [InlineData("/v2/models/nonsense/outputs")]
    [InlineData("/v2/models/general/versions/dd9458324b4b45c2be1a7ba84d27cd04/outputs")]
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
    [InlineData("PUT", "/v2/models")]
    public async Task Wrong_methods_are_named(string method, string path) =>
        (await engine.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path)))
            .AssertRejected(HttpStatusCode.MethodNotAllowed, StatusCodes.MethodNotAllowed);

    [Theory]
    [InlineData("general", "aa7f35c01e0642fda5cf400f543e7c40")]
    [InlineData("aaa03c23b3724a16a56b629203edc62c", "AA9CA48295B37401F8AF92AD1AF0D91D")]
    [InlineData("general-image-detection", "1580bb1932594c93b7e2e04456af7c6f")]
    [InlineData("color-recognition", "dd9458324b4b45c2be1a7ba84d27cd04")]
    [InlineData("a403429f2ddf4b49b307e318f00e528b", "c67b5872d8b44df4be55f2b3de3ebcbb")]
    [InlineData("nsfw-recognition", "aa47919c9a8d4d94bfa283121281bcc4")]
    public async Task A_version_that_the_service_published_is_taken_and_the_answer_names_the_real_one(string model, string version)
    {
        string path = $"/v2/models/{model}/versions/{version}";

        EngineAnswer answer = await engine.Client.PostAsync(PredictBody.Of(Samples.Read(Samples.Cat)), path + "/outputs");
        EngineAnswer shown = await engine.Client.GetAsync(path);

        Assert.Equal(StatusCodes.Success, answer.Code);
        string real = (await engine.Client.GetAsync($"/v2/models/{model}")).Json
            .GetProperty("model").GetProperty("model_version").GetProperty("id").GetString()!;
        Assert.NotEqual(version, real, StringComparer.OrdinalIgnoreCase);
        Assert.Equal(real, answer.Outputs[0].GetProperty("model").GetProperty("model_version").GetProperty("id").GetString());
        Assert.Equal(real, shown.Json.GetProperty("model_version").GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("/v2/models", HttpStatusCode.OK)]
    [InlineData("/v2/models/general/output_info", HttpStatusCode.OK)]
    [InlineData("/v2/workflows", HttpStatusCode.OK)]
    [InlineData("/healthz", HttpStatusCode.OK)]
    [InlineData("/", HttpStatusCode.OK)]
    [InlineData("/v2/models/nonsense", HttpStatusCode.NotFound)]
    [InlineData("/v2/nonsense", HttpStatusCode.NotFound)]
    [InlineData(EngineClient.OutputsPath, HttpStatusCode.MethodNotAllowed)]
    public async Task HEAD_answers_as_GET_does_without_the_body(string path, HttpStatusCode status)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using HttpResponseMessage got = await engine.Client.Http.GetAsync(path, cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Head, path);
        using HttpResponseMessage head = await engine.Client.Http.SendAsync(request, cancellation);

        Assert.Equal((status, status), (got.StatusCode, head.StatusCode));
        Assert.Equal(got.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(cancellation));
        using var unknown = new HttpRequestMessage(HttpMethod.Head, "/v2/models");
        unknown.Headers.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Key", "none");
        using HttpResponseMessage refused = await engine.Client.Http.SendAsync(unknown, cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Theory]
    [InlineData("FFFFFFFFFFFFFFFF")]
    [InlineData("80000000")]
    [InlineData("100000000000000000000")]
    [InlineData("-1")]
    [InlineData("zz")]
    public async Task A_length_of_a_chunk_that_cannot_be_is_a_bad_request(string length)
    {
        Uri address = engine.Client.Http.BaseAddress!;
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        await using NetworkStream stream = client.GetStream();
        string request = $"POST {EngineClient.OutputsPath} HTTP/1.1\r\nHost: {address.Authority}\r\n"
            + $"Authorization: Key {EngineClient.Key}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n{length}\r\n{{";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);

        using var reader = new StreamReader(stream);
        string answer = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains($"\"code\":{StatusCodes.BadRequestFormat}", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"output_info":{"output_config":{"max_concepts":"2"}}}""")]
    [InlineData("""{"output_info":{"output_config":{"max_concepts":2.0}}}""")]
    [InlineData("""{"modelVersion":{"outputInfo":{"outputConfig":{"maxConcepts":"2e0","minValue":"0.1","sampleMs":"1000"}}}}""")]
    public async Task Numbers_and_names_are_read_as_any_reader_of_a_protocol_buffers_JSON_does(string model)
    {
        string body = PredictBody.Of(Samples.Read(Samples.Cat));
        Assert.True((await engine.Client.PostAsync(body)).Concepts().Count >= 2);
        string limited = model.Replace('2', '1');

        Assert.Single((await engine.Client.PostAsync($"{body[..^1]},\"model\":{limited}}}")).Concepts());
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task Base64_may_lack_its_padding_and_be_of_the_alphabet_for_URLs(bool unpadded, bool forUrls)
    {
        byte[] cat = Samples.Read(Samples.Cat);
        for (int more = 0; more < 3; more++)
        {
            string text = Convert.ToBase64String([.. cat, .. new byte[more]]);
            text = unpadded ? text.TrimEnd('=') : text;
            text = forUrls ? text.Replace('+', '-').Replace('/', '_') : text;

            EngineAnswer answer = await engine.Client.PostAsync(PredictBody.Of(PredictBody.Input("image", "base64", text)));
            Assert.Contains("cat", answer.Concepts().Keys);
        }
    }

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
    [InlineData("""{"inputs":[{}],"model":{"output_info":{"output_config":{"max_concepts":"three"}}}}""")]
    [InlineData("""{"inputs":[{}],"model":{"output_info":{"output_config":{"max_concepts":"1.5"}}}}""")]
    [InlineData("""{"inputs":[{}],"model":{"output_info":{"output_config":{"max_concepts":1e300}}}}""")]
    [InlineData("""{"inputs":[{}],"model":{"output_info":{"output_config":{"max_concepts":true}}}}""")]
    [InlineData("""{"inputs":[{}],"model":{"output_info":{"output_config":{"min_value":""}}}}""")]
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
        Assert.Equal(["cat", "outdoors", "cat"], answer.Outputs.Select(output => EngineAnswer.ConceptsOf(output).Keys.First()));
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
            "efficientnet-nanodet-blazeface",
            answer.Json.GetProperty("models").EnumerateArray().Select(model => model.GetProperty("name").GetString()));
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
