using System.Text.Json.Nodes;
using Clarifai.Local.Tests.Programs;
using Clarifai.Local.Tests.Video;
using Clarifai.Tests.Video;

namespace Clarifai.Local.Tests.Clients;

/// <summary>The JavaScript client that the service published takes the engine for the service.</summary>
public sealed class JavaScriptClientTests(RunningEngine engine) : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ProgramFact("node", "npm")]
    public async Task It_predicts_lists_and_fails_as_with_the_service()
    {
        Assert.SkipUnless(FfmpegForTests.SkipReason is null, "ffmpeg is not installed");
        await NodeFolder.InstallAsync(_folder);
        await Slideshow.MakeAsync(_folder.File("film.mp4"), (Samples.Cat, 1), (Samples.Astronaut, 0.5));
        await using PictureHost host = await PictureHost.StartAsync();

        string output = await FfmpegForTests.RunAsync(InstalledProgram.Path("node"),
        [
            Path.Combine(AppContext.BaseDirectory, "Clients", "js-client.mjs"),
            engine.Client.Http.BaseAddress!.ToString(), EngineClient.Key,
            _folder.Path, Samples.PathOf(Samples.Cat), host.Serve(Samples.Read(Samples.Cat)), _folder.File("film.mp4"),
        ]);

        JsonNode results = JsonNode.Parse(output)!;
        AssertIs("\"cat\"", results["bytes"]![0]);
        AssertIs("\"cat\"", results["url"]![0]);
        AssertIs("""["cat"]""", results["options"]);
        AssertIs("""{"code":10010,"outputs":[10000,30101]}""", results["mixed"]);
        AssertIs("""{"http":400,"code":10020,"outputs":[30101,30101]}""", results["failed"]);
        AssertIs("""[[0,0,["cat"]],[1,500,["cat"]],[2,1000,["person"]]]""", results["video"]);
        AssertIs("\"cat\"", results["version"]![0]);
        Assert.Contains("general", results["listed"]!.AsArray().Select(id => id!.GetValue<string>()));
        AssertIs("true", results["vocabulary"]);
        AssertIs("""{"http":404,"code":21200}""", results["noModel"]);
        AssertIs("""{"http":401,"code":11008}""", results["wrongKey"]);
        AssertIs("""{"http":400,"code":11102}""", results["tooMany"]);
        AssertIs("""{"http":400,"code":21202}""", results["badOption"]);
    }

    private static void AssertIs(string expected, JsonNode? actual) => Assert.Equal(expected, actual?.ToJsonString());
}
