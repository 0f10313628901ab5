using System.Text.Json.Nodes;

namespace Clarifai.Local.Tests;

/// <summary>Makes the JSON of predict requests.</summary>
internal static class PredictBody
{
    public static string Of(params byte[][] pictures) => Of([.. pictures.Select(Image)]);

    public static string Of(params JsonNode[] inputs) => new JsonObject { ["inputs"] = new JsonArray(inputs) }.ToJsonString();

    public static string WithOptions(byte[] picture, JsonObject options) => WithOptions(Image(picture), options);

    public static string WithOptions(JsonNode input, JsonObject options) => new JsonObject
    {
        ["inputs"] = new JsonArray(input),
        ["model"] = new JsonObject { ["output_info"] = new JsonObject { ["output_config"] = options } },
    }.ToJsonString();

    public static string WithVersionOptions(byte[] picture, JsonObject options) => new JsonObject
    {
        ["inputs"] = new JsonArray(Image(picture)),
        ["model"] = new JsonObject
        {
            ["model_version"] = new JsonObject { ["output_info"] = new JsonObject { ["output_config"] = options } },
        },
    }.ToJsonString();

    public static JsonNode Image(byte[] picture) => Input("image", "base64", Convert.ToBase64String(picture));

    public static JsonNode Video(byte[] video) => Input("video", "base64", Convert.ToBase64String(video));

    public static JsonNode Url(string url) => Input("image", "url", url);

    public static JsonNode Input(string kind, string member, string value) =>
        new JsonObject { ["data"] = new JsonObject { [kind] = new JsonObject { [member] = value } } };
}
