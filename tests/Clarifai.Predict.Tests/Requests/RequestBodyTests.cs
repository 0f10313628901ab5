using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Clarifai.Tests;

public sealed class RequestBodyTests
{
    [Fact]
    public async Task Every_option_is_written_where_the_service_reads_it()
    {
        var options = new PredictOptions
        {
            MaxConcepts = 200,
            MinValue = 0.95,
            Concepts = ["train", "ai_HLmqFqBf"],
            Language = "zh-TW",
            SampleMs = 100,
        };

        SentRequest sent = await Asking.SendAsync(PredictInput.FromUri("https://h/1.mp4"), options);

        AssertJson(
            """
            {"inputs":[{"data":{"video":{"url":"https://h/1.mp4"}}}],
             "model":{"output_info":{"output_config":{"max_concepts":200,"min_value":0.95,
               "select_concepts":[{"name":"train"},{"id":"ai_HLmqFqBf"}],"language":"zh-TW","sample_ms":100}}}}
            """,
            sent);
    }

    [Theory]
    [InlineData("max_concepts", "1")]
    [InlineData("min_value", "0")]
    [InlineData("language", "\"ja\"")]
    [InlineData("sample_ms", "60000")]
    public async Task An_option_that_is_not_given_is_not_written(string name, string value)
    {
        PredictOptions options = name switch
        {
            "max_concepts" => new() { MaxConcepts = 1 },
            "min_value" => new() { MinValue = 0 },
            "language" => new() { Language = "ja" },
            _ => new() { SampleMs = 60000 },
        };

        SentRequest sent = await Asking.SendAsync(Pictures.AtAddress(0, MediaKind.Video), options);

        AssertJson(
            $$$$$"""
            {"inputs":[{"data":{"video":{"url":"https://pictures.example/0.jpg"}}}],
             "model":{"output_info":{"output_config":{"{{{{{name}}}}}":{{{{{value}}}}}}}}}
            """,
            sent);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_options_there_is_no_model_in_the_body(bool hasEmptyList)
    {
        SentRequest sent = await Asking.SendAsync(Pictures.AtAddress(0), new PredictOptions { Concepts = hasEmptyList ? [] : null });

        AssertJson("""{"inputs":[{"data":{"image":{"url":"https://pictures.example/0.jpg"}}}]}""", sent);
    }

    [Theory]
    [InlineData("ai_HLmqFqBf", "id")]
    [InlineData("ai_HLmqFqB", "name")]
    [InlineData("ai_HLmqFqBf1", "name")]
    [InlineData("AI_HLmqFqBf", "name")]
    [InlineData("ai_HLmq-qBf", "name")]
    [InlineData("Глаз \"\\\u0001", "name")]
    public async Task A_selected_concept_is_an_id_only_if_it_looks_like_one(string concept, string key)
    {
        SentRequest sent = await Asking.SendAsync(Pictures.AtAddress(0), new PredictOptions { Concepts = [concept] });

        JsonObject selected = sent.Json["model"]!["output_info"]!["output_config"]!["select_concepts"]![0]!.AsObject();
        Assert.Equal((key, concept), (Assert.Single(selected).Key, selected[key]!.GetValue<string>()));
    }

    [Theory]
    [InlineData(0.95, "0.95")]
    [InlineData(0.1, "0.1")]
    [InlineData(1e-7, "0.0000001")]
    [InlineData(1.0, "1")]
    public async Task The_least_value_is_written_as_it_was_typed_in_every_culture(double value, string expected)
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            SentRequest sent = await Asking.SendAsync(Pictures.AtAddress(0), new PredictOptions { MinValue = value });

            Assert.Contains($"\"min_value\":{expected}}}", Encoding.UTF8.GetString(sent.Body), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Theory]
    [InlineData("https://h/a b.jpg?x=1&y=\"2\"")]
    [InlineData("https://h/ключ/\u65e5\u672c.jpg#</script>")]
    [InlineData("https://h/\ud83d\ude00\\.jpg")]
    public async Task An_address_arrives_as_it_was_given(string address)
    {
        SentRequest sent = await Asking.SendAsync(PredictInput.FromUri(address));

        Assert.Equal(address, sent.Json["inputs"]![0]!["data"]!["image"]!["url"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(49151)]
    [InlineData(49152)]
    [InlineData(49153)]
    [InlineData(98304)]
    [InlineData((1024 * 1024) + 1)]
    public async Task Base64_is_what_the_framework_would_write_and_the_length_is_promised_to_the_byte(int length)
    {
        byte[] content = new byte[length];
        new Random(length).NextBytes(content);

        SentRequest sent = await Asking.SendAsync(PredictInput.FromBytes(content, "random", MediaKind.Image));

        Assert.Equal(
            "{\"inputs\":[{\"data\":{\"image\":{\"base64\":\"" + Convert.ToBase64String(content) + "\"}}}]}",
            Encoding.UTF8.GetString(sent.Body));
        AssertLength(sent);
    }

    [Fact]
    public async Task Files_bytes_streams_and_addresses_go_together_in_order()
    {
        string path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, Pictures.Bytes(1, 70000), TestContext.Current.CancellationToken);
            using var stream = new MemoryStream([9, 9, .. Pictures.Bytes(3, 5000)]) { Position = 2 };

            SentRequest sent = await Asking.SendAsync(
                Asking.Options(),
                ModelReference.Parse("general"),
                new PredictOptions { MaxConcepts = 5 },
                Pictures.AtAddress(0),
                PredictInput.FromFile(path),
                Pictures.InMemory(2, 100000),
                PredictInput.FromStream(stream, "a stream"),
                Pictures.AtAddress(4));

            Assert.Equal(["0", "1", "2", "3", "4"], sent.Inputs);
            Assert.Equal(5, sent.Json["model"]!["output_info"]!["output_config"]!["max_concepts"]!.GetValue<int>());
            AssertLength(sent);
            Assert.True(stream.CanRead);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task A_stream_that_cannot_seek_is_sent_from_memory()
    {
        using var stream = new ForwardStream(Pictures.Bytes(7, 100000));

        SentRequest sent = await Asking.SendAsync(PredictInput.FromStream(stream, "a pipe"));

        Assert.Equal(["7"], sent.Inputs);
        Assert.Equal(100000, sent.Json["inputs"]![0]!["data"]!["image"]!["base64"]!.GetValue<string>().Length / 4 * 3 - 2);
    }

    [Fact]
    public async Task The_same_stream_twice_in_a_request_is_sent_twice()
    {
        PredictInput twice = Pictures.InMemory(7, 60000);

        SentRequest sent = await Asking.SendAsync(Asking.Options(), ModelReference.Parse("general"), predict: null, twice, twice);

        Assert.Equal(["7", "7"], sent.Inputs);
    }

    [Fact]
    public async Task A_batch_is_filled_by_no_less_than_what_its_inputs_turn_out_to_be()
    {
        var strange = PredictInput.FromUri("https://h/\u65e5\u672c\"<.jpg");
        PredictInput[] inputs = [strange, Pictures.InMemory(1, 1), Pictures.InMemory(2, 100001), Pictures.AtAddress(3)];

        SentRequest sent = await Asking.SendAsync(Asking.Options(), ModelReference.Parse("general"), predict: null, inputs);

        Assert.InRange(sent.Body.Length, 1, inputs.Sum(RequestBody.EstimatedLength));
    }

    private static void AssertLength(SentRequest sent)
    {
        Assert.Equal(sent.Body.Length.ToString(CultureInfo.InvariantCulture), sent.Headers["Content-Length"]);
        Assert.False(sent.Headers.ContainsKey("Transfer-Encoding"));
    }

    private static void AssertJson(string expected, SentRequest sent) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), sent.Json), sent.Json.ToJsonString());
}
