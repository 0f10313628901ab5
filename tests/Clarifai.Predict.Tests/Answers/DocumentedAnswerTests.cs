using System.Globalization;
using System.Text.Json.Nodes;

namespace Clarifai.Tests;

/// <summary>The four answers that the documentation prints say to us what they say to a plain walk over their JSON.</summary>
public sealed class DocumentedAnswerTests
{
    public static TheoryData<string> All => ["image-url-response", "image-bytes-response", "video-url-response", "video-bytes-response"];

    public static TheoryData<string> Pictures => ["image-url-response", "image-bytes-response"];

    public static TheoryData<string> Videos => ["video-url-response", "video-bytes-response"];

    [Theory]
    [MemberData(nameof(All))]
    public void The_statuses_are_those_of_the_document(string name)
    {
        JsonNode json = DataFile.Json(name);
        PredictAnswer answer = Reading.Answer(DataFile.Bytes(name));

        Assert.Equal(Number(json["status"]!["code"]), answer.Status.Code);
        Assert.Equal(10000, answer.Status.Code);
        Assert.Equal("Ok", answer.Status.Description);
        Assert.Null(answer.Status.Details);
        Assert.Null(answer.Status.RequestId);
        Assert.Equal(200, answer.Status.HttpStatus);
        PredictOutput output = Assert.Single(answer.Outputs);
        Assert.Equal(Number(json["outputs"]![0]!["status"]!["code"]), output.Status.Code);
        Assert.Equal(Text(json["outputs"]![0]!["status"]!["description"]), output.Status.Description);
        Assert.True(output.Succeeded);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_model_is_the_one_that_answered_and_the_name_asked_for_stays(string name)
    {
        JsonNode model = DataFile.Json(name)["outputs"]![0]!["model"]!;
        PredictOutput output = Assert.Single(Reading.Answer(DataFile.Bytes(name)).Outputs);

        Assert.Equal(Text(model["id"]), output.ModelId);
        Assert.Equal("aaa03c23b3724a16a56b629203edc62c", output.ModelId);
        Assert.Equal(Text(model["name"]), output.ModelName);
        Assert.Equal("general-v1.3", output.ModelName);
        Assert.Equal(Text(model["model_version"]!["id"]), output.ModelVersionId);
        Assert.Equal("aa9ca48295b37401f8af92ad1af0d91d", output.ModelVersionId);
        Assert.Equal("general", output.Model);
        Assert.Equal(Reading.Address, output.Source);
        Assert.Equal(0, output.InputIndex);
    }

    [Theory]
    [InlineData("image-url-response", "2016-11-22T16:50:25.0000000Z")]
    [InlineData("image-bytes-response", "2016-11-22T16:59:23.0000000Z")]
    [InlineData("video-url-response", "2017-06-28T14:58:41.8353701Z")]
    [InlineData("video-bytes-response", "2017-06-28T16:00:51.2581944Z")]
    public void The_time_is_read_to_seven_of_its_nine_digits(string name, string expected)
    {
        string? written = Text(DataFile.Json(name)["outputs"]![0]!["created_at"]);
        PredictOutput output = Assert.Single(Reading.Answer(DataFile.Bytes(name)).Outputs);

        Assert.StartsWith(expected.TrimEnd('Z', '0').TrimEnd('.'), written, StringComparison.Ordinal);
        Assert.Equal(expected, output.CreatedAt!.Value.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
    }

    [Theory]
    [MemberData(nameof(Pictures))]
    public void Every_concept_of_a_picture_is_there_in_order_with_every_digit(string name)
    {
        JsonArray expected = DataFile.Json(name)["outputs"]![0]!["data"]!["concepts"]!.AsArray();
        PredictOutput output = Assert.Single(Reading.Answer(DataFile.Bytes(name)).Outputs);

        Assert.Equal(20, output.Concepts.Count);
        Assert.Empty(output.Frames);
        Assert.Empty(output.Regions);
        AssertConcepts(expected, output.Concepts);
        Assert.All(output.Concepts, concept => Assert.IsType<Concept>(concept));
    }

    [Theory]
    [MemberData(nameof(Videos))]
    public void Every_frame_of_a_video_is_there_with_its_time_and_its_concepts(string name)
    {
        JsonArray expected = DataFile.Json(name)["outputs"]![0]!["data"]!["frames"]!.AsArray();
        PredictOutput output = Assert.Single(Reading.Answer(DataFile.Bytes(name)).Outputs);

        Assert.Equal(expected.Count, output.Frames.Count);
        foreach ((JsonNode? json, VideoFrame frame) in expected.Zip(output.Frames))
        {
            Assert.Equal(Number(json!["frame_info"]!["index"]), frame.Index);
            Assert.Equal(Number(json["frame_info"]!["time"]), frame.TimeMs);
            Assert.Equal(20, frame.Concepts.Count);
            AssertConcepts(json["data"]!["concepts"]!.AsArray(), frame.Concepts);
            Assert.All(frame.Concepts, concept =>
            {
                Assert.Equal(frame.Index, concept.FrameIndex);
                Assert.Equal(frame.TimeMs, concept.TimeMs);
            });
        }

        Assert.Equal(output.Frames.SelectMany(frame => frame.Concepts), output.Concepts);
    }

    [Fact]
    public void The_station_is_a_train_above_all()
    {
        PredictOutput output = Assert.Single(Reading.Answer(DataFile.Bytes("image-url-response")).Outputs);

        Assert.Equal(("ai_HLmqFqBf", "train", 0.9989112, null), Row(output.Concepts[0]));
        Assert.Equal(("railway", 0.9975532), (output.Concepts[1].Name, output.Concepts[1].Value));
        Assert.Equal(("transportation system", 0.9959158), (output.Concepts[2].Name, output.Concepts[2].Value));
    }

    [Fact]
    public void The_picture_sent_as_bytes_is_a_blur_above_all()
    {
        PredictOutput output = Assert.Single(Reading.Answer(DataFile.Bytes("image-bytes-response")).Outputs);

        Assert.Equal(("ai_l4WckcJN", "blur", 0.9973569, null), Row(output.Concepts[0]));
        Assert.Equal(("no person", 0.98865616), (output.Concepts[1].Name, output.Concepts[1].Value));
    }

    [Fact]
    public void The_video_at_an_address_has_a_frame_for_each_of_nine_seconds()
    {
        PredictOutput output = Assert.Single(Reading.Answer(DataFile.Bytes("video-url-response")).Outputs);

        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8], output.Frames.Select(frame => frame.Index));
        Assert.Equal([0, 1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000], output.Frames.Select(frame => frame.TimeMs));
        Assert.Equal(180, output.Concepts.Count);
    }

    [Fact]
    public void The_video_sent_as_bytes_has_one_frame()
    {
        VideoFrame frame = Assert.Single(Assert.Single(Reading.Answer(DataFile.Bytes("video-bytes-response")).Outputs).Frames);

        Assert.Equal((0, 0L), (frame.Index, frame.TimeMs));
        Assert.Equal("general", frame.Model);
        Assert.Equal("aa9ca48295b37401f8af92ad1af0d91d", frame.ModelVersionId);
    }

    private static void AssertConcepts(JsonArray expected, IReadOnlyList<Concept> actual)
    {
        Assert.Equal(
            expected.Select(json => (Text(json!["id"]), Text(json["name"]), Value(json["value"]), Text(json["app_id"]))),
            actual.Select(concept => (concept.Id, (string?)concept.Name, concept.Value, concept.AppId)));
        Assert.All(actual, concept =>
        {
            Assert.Equal(Reading.Address, concept.Source);
            Assert.Equal("general", concept.Model);
            Assert.Equal("aaa03c23b3724a16a56b629203edc62c", concept.ModelId);
            Assert.Equal("aa9ca48295b37401f8af92ad1af0d91d", concept.ModelVersionId);
            Assert.Equal(0, concept.InputIndex);
        });
    }

    private static (string? Id, string Name, double Value, string? AppId) Row(Concept concept) =>
        (concept.Id, concept.Name, concept.Value, concept.AppId);

    private static string? Text(JsonNode? node) => node?.GetValue<string>();

    private static long Number(JsonNode? node) => long.Parse(node!.ToJsonString(), CultureInfo.InvariantCulture);

    private static double Value(JsonNode? node) => double.Parse(node!.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);
}
