using System.Text.Json.Nodes;

namespace Clarifai.Local.Tests.Own;

/// <summary>An app with the inputs that are searched.</summary>
public sealed class SearchedInputs(RunningEngine engine) : IAsyncLifetime
{
    private OwnEngine? _app;

    internal OwnEngine App => _app ?? throw new InvalidOperationException("The inputs have not been added.");

    public async ValueTask InitializeAsync()
    {
        JsonObject[] inputs =
        [
            OwnEngine.Input("cat 1", Photos.Cat(1), "pet"),
            OwnEngine.Input("cat 2", Photos.Cat(2), "pet", "!toy"),
            OwnEngine.Input("cup", Photos.Coffee(1), "!pet"),
            OwnEngine.Input("person", Photos.Astronaut(1)),
        ];
        inputs[2]["data"]!["metadata"] = new JsonObject { ["album"] = "kitchen", ["year"] = 2019 };
        _app = await engine.NewAppAsync(inputs);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
