using System.Globalization;
using System.Text.Json;
using Clarifai.Local.Hosting;

namespace Clarifai.Bench.Engine;

/// <summary>The engine's answers for the sample photos, as tables in Markdown.</summary>
internal static class SampleAnswers
{
    public const string Verb = "answers";

    private static readonly string[] Models = ["general", "general-detection", "face-detection", "nsfw", "color"];

    public static async Task WriteAsync(TextWriter output)
    {
        await using EngineServer server = await EngineServer.StartAsync(new EngineSettings { Key = EngineClient.Key });
        using var client = new EngineClient(server.Address);
        foreach (string model in Models)
        {
            await output.WriteLineAsync($"| photo | `{model}` |\n|---|---|");
            foreach (string path in SamplePhotos.Paths)
            {
                JsonElement answer = await client.PredictAsync(model, PictureBody.Of([await File.ReadAllBytesAsync(path)]));
                string description = Describe(answer.GetProperty("outputs")[0].GetProperty("data"));
                await output.WriteLineAsync($"| `{Path.GetFileName(path)}` | {description} |");
            }

            await output.WriteLineAsync();
        }
    }

    private static string Describe(JsonElement data)
    {
        JsonProperty kind = data.EnumerateObject().Single();
        string[] parts = [.. kind.Value.EnumerateArray().Select(item => kind.Name switch
        {
            "regions" => $"{Named(item.GetProperty("data").GetProperty("concepts")[0])} {Value(item)} at {Place(item)}",
            "colors" => $"{Named(item.GetProperty("w3c"))} {Value(item)}",
            _ => $"{Named(item)} {Value(item)}",
        })];
        return parts.Length == 0 ? "nothing" : string.Join(", ", parts);
    }

    private static string? Named(JsonElement item) => item.GetProperty("name").GetString();

    private static string Value(JsonElement item) => Text(item.GetProperty("value").GetDouble());

    // Left, top to right, bottom.
    private static string Place(JsonElement region)
    {
        JsonElement box = region.GetProperty("region_info").GetProperty("bounding_box");
        return $"({Side("left_col")}, {Side("top_row")}) to ({Side("right_col")}, {Side("bottom_row")})";

        string Side(string name) => Text(box.GetProperty(name).GetDouble());
    }

    private static string Text(double value) => value.ToString(".00;-.00;0", CultureInfo.InvariantCulture);
}
