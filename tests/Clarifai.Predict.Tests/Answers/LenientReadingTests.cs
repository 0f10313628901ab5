using System.Text.Json.Nodes;

namespace Clarifai.Tests;

/// <summary>Services leave out what is empty, write numbers as text and add fields; none of that may cost anyone an answer.</summary>
public sealed class LenientReadingTests
{
    [Theory]
    [InlineData("""{"name":"cat"}""", 0)]
    [InlineData("""{"name":"cat","value":null}""", 0)]
    [InlineData("""{"name":"cat","value":"0.75"}""", 0.75)]
    [InlineData("""{"name":"cat","value":3.77e-05}""", 0.0000377)]
    [InlineData("""{"name":"cat","value":"3.77e-05"}""", 0.0000377)]
    [InlineData("""{"name":"cat","value":1}""", 1)]
    [InlineData("""{"name":"cat","value":0.98865616}""", 0.98865616)]
    [InlineData("""{"name":"cat","value":"high"}""", 0)]
    [InlineData("""{"name":"cat","value":[1]}""", 0)]
    public void A_value_is_a_number_however_it_is_written_and_zero_where_it_is_not(string concept, double expected)
    {
        Concept read = Assert.Single(Reading.Data($$"""{"concepts":[{{concept}}]}""").Concepts);

        Assert.Equal("cat", read.Name);
        Assert.Equal(expected, read.Value);
    }

    [Theory]
    [InlineData("""{"id":"ai_1"}""", "ai_1", "ai_1")]
    [InlineData("""{"name":"cat"}""", null, "cat")]
    [InlineData("""{"id":"ai_1","name":"cat"}""", "ai_1", "cat")]
    [InlineData("{}", null, "")]
    [InlineData("""{"id":7,"name":8}""", null, "")]
    public void A_concept_without_a_name_goes_by_its_id(string concept, string? id, string name)
    {
        Concept read = Assert.Single(Reading.Data($$"""{"concepts":[{{concept}}]}""").Concepts);

        Assert.Equal((id, name), (read.Id, read.Name));
    }

    [Theory]
    [InlineData("""{"name":"cat","app_id":null}""", null)]
    [InlineData("""{"name":"cat"}""", null)]
    [InlineData("""{"name":"cat","app_id":""}""", "")]
    [InlineData("""{"name":"cat","app_id":"main"}""", "main")]
    public void An_app_id_is_what_was_sent(string concept, string? expected) =>
        Assert.Equal(expected, Assert.Single(Reading.Data($$"""{"concepts":[{{concept}}]}""").Concepts).AppId);

    [Theory]
    [InlineData("10000", 10000)]
    [InlineData("\"10000\"", 10000)]
    [InlineData("\"SUCCESS\"", 10000)]
    [InlineData("\"success\"", 10000)]
    [InlineData("10010", 10010)]
    [InlineData("\"MIXED_STATUS\"", 10010)]
    public void A_status_code_may_be_a_number_a_numeral_or_a_name(string code, int expected)
    {
        PredictAnswer answer = Reading.Answer($$"""{"status":{"code":{{code}}},"outputs":[{"status":{"code":{{code}}} }]}""");

        Assert.Equal(expected, answer.Status.Code);
        Assert.Equal(expected, Assert.Single(answer.Outputs).Status.Code);
    }

    [Theory]
    [InlineData("\"MODEL_DOES_NOT_EXIST\"")]
    [InlineData("\"21200\"")]
    [InlineData("21200")]
    public void An_error_is_known_by_the_name_of_its_code_too(string code)
    {
        string body = $$"""{"status":{"code":{{code}},"description":"Model does not exist","req_id":"r1"} }""";

        ClarifaiServiceException error = Assert.Throws<ClarifaiServiceException>(() => Reading.Answer(body, httpStatus: 404));

        Assert.Equal(ErrorId.ModelNotFound, error.ErrorId);
        Assert.Equal(21200, error.Code);
        Assert.Equal("r1", error.RequestId);
        Assert.Equal(404, error.HttpStatus);
    }

    [Fact]
    public void Outputs_without_a_status_are_a_success()
    {
        PredictAnswer answer = Reading.Answer("""{"outputs":[{"data":{"concepts":[{"name":"cat","value":1}]}}]}""");

        PredictOutput output = Assert.Single(answer.Outputs);
        Assert.True(output.Succeeded);
        Assert.Equal(10000, output.Status.Code);
        Assert.Equal("cat", Assert.Single(output.Concepts).Name);
    }

    [Theory]
    [InlineData("""{"status":{"code":10000}}""")]
    [InlineData("""{"status":{"code":10000},"outputs":{}}""")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("17")]
    public void Json_without_outputs_is_no_answer(string body) =>
        Assert.Equal(ErrorId.InvalidResponse, Assert.ThrowsAny<ClarifaiException>(() => Reading.Answer(body)).ErrorId);

    [Fact]
    public void The_request_id_of_the_answer_belongs_to_everything_in_it()
    {
        PredictAnswer answer = Reading.Answer(
            """{"status":{"code":10000,"req_id":"r7"},"outputs":[{"status":{"code":10000},"data":{"concepts":[{"name":"cat"}]}}]}""");

        PredictOutput output = Assert.Single(answer.Outputs);
        Assert.Equal("r7", answer.Status.RequestId);
        Assert.Equal("r7", output.Status.RequestId);
        Assert.Equal("r7", output.RequestId);
        Assert.Equal("r7", Assert.Single(output.Concepts).RequestId);
    }

    [Fact]
    public void Fields_that_nobody_knows_are_passed_over()
    {
        PredictOutput output = Reading.Output(
            """
            {"status":{"code":10000,"stack_trace":[],"percent_completed":100},"surprise":{"deep":[1,{"er":null}]},
             "data":{"concepts":[{"name":"cat","value":0.5,"user_id":"u","language":"en","vocab_id":7}],"heatmaps":[[]],"text":null}}
            """);

        Assert.Equal(("cat", 0.5), (Assert.Single(output.Concepts).Name, output.Concepts[0].Value));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("\"\"")]
    [InlineData("""{"concepts":null,"regions":null,"frames":null}""")]
    [InlineData("""{"concepts":{},"regions":7,"frames":"x"}""")]
    public void Data_of_another_shape_says_nothing(string data)
    {
        PredictOutput output = Reading.Data(data);

        Assert.True(output.Succeeded);
        Assert.Empty(output.Concepts);
        Assert.Empty(output.Regions);
        Assert.Empty(output.Frames);
    }

    [Theory]
    [InlineData("""{"frame_info":{"index":3,"time":1500},"data":{}}""", 3, 1500)]
    [InlineData("""{"frame_info":{"index":"3","time":"1500"},"data":{}}""", 3, 1500)]
    [InlineData("""{"frame_info":{"time":"750"},"data":{}}""", 0, 750)]
    [InlineData("""{"frame_info":{"index":2},"data":{}}""", 2, 0)]
    [InlineData("""{"frame_info":{"time":1.5e3},"data":{}}""", 0, 1500)]
    [InlineData("""{"frame_info":{},"data":{}}""", 0, 0)]
    [InlineData("""{"data":{}}""", 0, 0)]
    [InlineData("{}", 0, 0)]
    public void The_place_of_a_frame_is_zero_where_it_is_left_out(string frame, int index, long time)
    {
        VideoFrame read = Assert.Single(Reading.Data($$"""{"frames":[{{frame}}]}""").Frames);

        Assert.Equal((index, time), (read.Index, read.TimeMs));
        Assert.Empty(read.Concepts);
    }

    [Fact]
    public void Concepts_in_regions_know_their_region()
    {
        PredictOutput output = Reading.Data(
            """
            {"regions":[
              {"id":"r1","region_info":{"bounding_box":{"top_row":0.1,"left_col":"0.2","bottom_row":3e-1,"right_col":0.4}},
               "data":{"concepts":[{"id":"c1","name":"cat","value":0.9},{"id":"c2","name":"dog","value":0.1}]}},
              {"region_info":{"bounding_box":{"bottom_row":0.5}}}, {}]}
            """);

        Assert.Equal(
            [("cat", 0.9, "r1", (double?)0.1, (double?)0.2, (double?)0.3, (double?)0.4), ("dog", 0.1, "r1", 0.1, 0.2, 0.3, 0.4)],
            output.Concepts.Cast<RegionConcept>().Select(c => (c.Name, c.Value, c.RegionId, c.Top, c.Left, c.Bottom, c.Right)));
        Assert.Equal(
            [("r1", (double?)0.1, (double?)0.2, (double?)0.3, (double?)0.4), (null, 0, 0, 0.5, 0), (null, null, null, null, null)],
            output.Regions.Select(r => (r.RegionId, r.Top, r.Left, r.Bottom, r.Right)));
    }

    [Fact]
    public void The_echo_of_what_was_sent_is_not_kept()
    {
        const string Output =
            """
            {"id":"o1","status":{"code":10000},
             "input":{"id":"i1","data":{"image":{"url":"https://host/1","base64":"dHJ1ZQ=="},"geo":{"base64":1}}},
             "data":{"concepts":[{"name":"cat","value":3.77e-05,"base64":"mine"}]}}
            """;

        string raw = Reading.Output(Output, keepRaw: true).RawJson!;

        JsonNode expected = JsonNode.Parse(Output)!;
        expected["input"]!["data"]!["image"]!["base64"] = null;
        expected["input"]!["data"]!["geo"]!["base64"] = null;
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(raw)), raw);
        Assert.Contains("3.77e-05", raw, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://user:canary@host/1.jpg?sig=canary#canary", "https://host/1.jpg")]
    [InlineData("https://host/1.jpg", "https://host/1.jpg")]
    [InlineData("is it canary?", "is it canary?")]
    public void The_echo_of_an_address_is_kept_without_its_secrets(string sent, string kept)
    {
        const string Output =
            """{"input":{"data":{"image":{"url":"SENT"},"tags":["SENT",1,null]}},"data":{"text":{"raw":"https://a?b"}}}""";

        string raw = Reading.Output(Output.Replace("SENT", sent, StringComparison.Ordinal), keepRaw: true).RawJson!;

        Assert.Equal(Output.Replace("SENT", kept, StringComparison.Ordinal), raw);
    }

    [Fact]
    public void An_output_without_an_echo_is_kept_to_the_letter()
    {
        const string Output = """{ "status" : {"code":10000},  "input":{"data":{"image":{"url":"u"}}}, "data":{} }""";

        Assert.Equal(Output, Reading.Output(Output, keepRaw: true).RawJson);
        Assert.Null(Reading.Output(Output).RawJson);
    }

    [Theory]
    [InlineData("2019-01-29T20:16:57.775326077Z", 636843898177753261)]
    [InlineData("2019-01-29T20:16:57Z", 636843898170000000)]
    [InlineData("2019-01-29T21:16:57+01:00", 636843898170000000)]
    public void A_time_is_read_with_any_number_of_digits(string text, long utcTicks) =>
        Assert.Equal(utcTicks, Reading.Output($$"""{"status":{"code":10000},"created_at":"{{text}}"}""").CreatedAt!.Value.UtcTicks);

    [Theory]
    [InlineData("\"yesterday-ish\"")]
    [InlineData("null")]
    [InlineData("1548793017")]
    public void A_time_that_is_none_is_left_out(string json) =>
        Assert.Null(Reading.Output($$"""{"status":{"code":10000},"created_at":{{json}}}""").CreatedAt);
}
