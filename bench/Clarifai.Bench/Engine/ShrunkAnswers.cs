using System.Text.Json;
using Clarifai.Local.Hosting;

namespace Clarifai.Bench.Engine;

/// <summary>Of how many photos in a folder the first concept of general is the same when -MaximumDimension has made them smaller.</summary>
internal static class ShrunkAnswers
{
    public const string Verb = "shrunk";

    public static async Task WriteAsync(string folder, int pixels, TextWriter output)
    {
        await using EngineServer server = await EngineServer.StartAsync(new EngineSettings { Key = EngineClient.Key });
        using var client = new EngineClient(server.Address);
        string[] paths = [.. Directory.EnumerateFiles(folder, "*.jpg", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        (int shrunk, int different) = (0, 0);
        foreach (string path in paths)
        {
            byte[] photo = await File.ReadAllBytesAsync(path);
            if (await client.ShrinkAsync(photo, pixels) is not { } smaller)
            {
                continue;
            }

            shrunk++;
            string? before = await FirstConceptAsync(client, photo);
            string? after = await FirstConceptAsync(client, smaller);
            if (before != after)
            {
                different++;
                await output.WriteLineAsync($"{Path.GetFileName(path)}: {before ?? "nothing"}, then {after ?? "nothing"}");
            }
        }

        await output.WriteLineAsync(
            $"{paths.Length} photos, {shrunk} made smaller, {different} with another first concept: "
            + $"the same in {1 - ((double)different / paths.Length):P1} of all, "
            + $"in {1 - ((double)different / shrunk):P1} of those made smaller");
    }

    private static async Task<string?> FirstConceptAsync(EngineClient client, byte[] photo)
    {
        JsonElement answer = await client.PredictAsync("general", PictureBody.Of([photo]));
        JsonElement data = answer.GetProperty("outputs")[0].GetProperty("data");
        return data.TryGetProperty("concepts", out JsonElement concepts) && concepts.GetArrayLength() > 0
            ? concepts[0].GetProperty("name").GetString()
            : null;
    }
}
