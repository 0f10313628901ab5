using System.Text.Json.Nodes;

namespace Clarifai.Tests;

/// <summary>What is sent is what the documentation sends with cURL.</summary>
public sealed class DocumentedRequestTests
{
    [Fact]
    public async Task A_picture_at_an_address_goes_to_a_version_as_documented()
    {
        SentRequest sent = await Asking.SendAsync(
            Asking.Options(),
            ModelReference.Parse("general").WithVersion("aa7f35c01e0642fda5cf400f543e7c40"),
            predict: null,
            PredictInput.FromUri("https://samples.clarifai.com/metro-north.jpg"));

        Assert.Equal("POST", sent.Method);
        Assert.Equal(
            "https://api.clarifai.com/v2/models/aaa03c23b3724a16a56b629203edc62c/versions/aa7f35c01e0642fda5cf400f543e7c40/outputs",
            sent.Address.AbsoluteUri);
        Assert.Equal("application/json", sent.Headers["Content-Type"]);
        Assert.Equal("Key " + Asking.Key, sent.Headers["Authorization"]);
        AssertBody(DataFile.Json("image-url-request"), sent);
    }

    [Fact]
    public async Task A_picture_in_memory_is_sent_as_documented()
    {
        byte[] picture = Pictures.Bytes(1, 1000);
        SentRequest sent = await Asking.SendAsync(PredictInput.FromBytes(picture, "a picture"));

        JsonNode expected = DataFile.Json("image-bytes-request");
        expected["inputs"]![0]!["data"]!["image"]!["base64"] = Convert.ToBase64String(picture);
        Assert.Equal("https://api.clarifai.com/v2/models/aaa03c23b3724a16a56b629203edc62c/outputs", sent.Address.AbsoluteUri);
        AssertBody(expected, sent);
    }

    [Fact]
    public async Task A_video_at_an_address_is_sent_as_documented()
    {
        SentRequest sent = await Asking.SendAsync(
            PredictInput.FromUri("https://samples.clarifai.com/beer.mp4"), new PredictOptions { SampleMs = 1000 });

        AssertBody(DataFile.Json("video-url-request"), sent);
    }

    [Fact]
    public async Task A_video_in_memory_is_sent_as_documented()
    {
        byte[] video = [0, 0, 0, 24, .. "ftypmp42"u8, 0, 0, 0, 0, .. "mp42isom"u8];
        SentRequest sent = await Asking.SendAsync(PredictInput.FromBytes(video, "a video"), new PredictOptions { SampleMs = 1000 });

        JsonNode expected = DataFile.Json("video-bytes-request");
        expected["inputs"]![0]!["data"]!["video"]!["base64"] = Convert.ToBase64String(video);
        AssertBody(expected, sent);
    }

    private static void AssertBody(JsonNode expected, SentRequest sent) =>
        Assert.True(JsonNode.DeepEquals(expected, sent.Json), sent.Json.ToJsonString());
}
