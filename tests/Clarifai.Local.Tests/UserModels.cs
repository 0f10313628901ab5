using System.Text.Json.Nodes;

namespace Clarifai.Local.Tests;

/// <summary>A temporary folder of models as a user would make one, with a model that says how red, green and blue a picture is.</summary>
internal sealed class UserModels : IDisposable
{
    public const string Id = "brightness";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clarifai-local-");

    public UserModels()
    {
        Directory.CreateDirectory(ModelPath);
        File.WriteAllBytes(Weights, TinyNetwork.MeanOfColors(8, 8));
        File.WriteAllLines(Labels, ["red", "green", "blue"]);
        Write(Manifest());
    }

    public string Path => _folder.FullName;

    public string ModelPath => System.IO.Path.Combine(Path, Id);

    public string ManifestPath => System.IO.Path.Combine(ModelPath, "manifest.json");

    public string Weights => System.IO.Path.Combine(ModelPath, "mean.onnx");

    public string Labels => System.IO.Path.Combine(ModelPath, "labels.txt");

    public static JsonObject Manifest() => new()
    {
        ["name"] = "mean-of-colors",
        ["family"] = "classifier",
        ["networks"] = new JsonObject
        {
            ["mean"] = new JsonObject
            {
                ["weights"] = "mean.onnx",
                ["labels"] = "labels.txt",
                ["input"] = new JsonObject
                {
                    ["width"] = 8,
                    ["height"] = 8,
                    ["layout"] = "nchw",
                    ["colorOrder"] = "rgb",
                    ["mean"] = new JsonArray(0, 0, 0),
                    ["standardDeviation"] = new JsonArray(255, 255, 255),
                    ["views"] = new JsonArray("stretch"),
                },
            },
        },
    };

    /// <summary>The only network of such a manifest.</summary>
    public static JsonNode NetworkOf(JsonObject manifest) => manifest["networks"]!["mean"]!;

    public void Write(JsonObject manifest) => File.WriteAllText(ManifestPath, manifest.ToString());

    public void Dispose() => _folder.Delete(recursive: true);
}
