using System.Text.Json.Nodes;
using Clarifai.Local.Tests.Own;
using Clarifai.Local.Tests.Programs;
using Clarifai.Tests.Video;

namespace Clarifai.Local.Tests.Clients;

/// <summary>The JavaScript client that the service published teaches the engine as it taught the service.</summary>
public sealed class JavaScriptTeacherTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ProgramFact("node", "npm")]
    public async Task It_adds_trains_predicts_evaluates_searches_and_deletes()
    {
        await NodeFolder.InstallAsync(_folder);
        string photos = Directory.CreateDirectory(_folder.File("photos")).FullName;
        foreach (int number in (int[])[1, 2, 3, 9])
        {
            await WriteAsync($"cat-{number}.jpg", Photos.Cat(number));
            await WriteAsync($"coffee-{number}.jpg", Photos.Coffee(number));
            await WriteAsync($"astronaut-{number}.jpg", Photos.Astronaut(number));
        }

        await using EngineClient engine = await EngineClient.StartProgramAsync([], "--data", _folder.File("data"));
        foreach (string owner in (string[])["", "me/zoo"])
        {
            await TeachAsync(engine, owner, photos);
        }

        Task WriteAsync(string name, byte[] photo) =>
            File.WriteAllBytesAsync(Path.Combine(photos, name), photo, TestContext.Current.CancellationToken);
    }

    private async Task TeachAsync(EngineClient engine, string owner, string photos)
    {
        string output = await FfmpegForTests.RunAsync(InstalledProgram.Path("node"),
        [
            Path.Combine(AppContext.BaseDirectory, "Clients", "js-teacher.mjs"),
            engine.Http.BaseAddress!.ToString(), EngineClient.Key, _folder.Path, owner, photos,
        ]);

        JsonNode results = JsonNode.Parse(output)!;
        Assert.Equal(9, results["added"]!.AsArray().Count);
        AssertIs("""{"http":400,"code":10020}""", "again");
        AssertIs("""{"concepts":["cat"],"metadata":{"file":"cat-1.jpg"}}""", "one");
        AssertIs("""["astronaut-1.jpg","astronaut-2.jpg"]""", "listed");
        AssertIs("9", "counts");
        AssertIs("""["cat 1","pet 1","toy 0"]""", "merged");
        AssertIs("""["cat"]""", "removed");
        AssertIs("21102", "created");
        AssertIs("""["astronaut","cat","coffee"]""", "changed");
        AssertIs("21100", "trained");
        AssertIs("true", "sameVersion");
        AssertIs("""{"astronaut":"astronaut","cat":"cat","coffee":"coffee"}""", "predicted");
        AssertIs("\"cat\"", "byName");
        AssertIs("21303", "evaluating");
        AssertIs("""{"code":21300,"accuracy":1}""", "evaluated");
        AssertIs("[true]", "versions");
        AssertIs("true", "models");
        AssertIs("""["things"]""", "searched");
        AssertIs("""["cat","cat","cat"]""", "byPicture");
        Assert.Equal("coffee-1.jpg", results["byId"]![0]!.GetValue<string>());
        AssertIs("""["astronaut-1.jpg","astronaut-2.jpg","astronaut-3.jpg"]""", "byGiven");
        AssertIs("""["cat"]""", "byPredicted");
        AssertIs("""["cat-2.jpg"]""", "byMetadata");
        AssertIs("10000", "versionDeleted");
        AssertIs("10000", "modelDeleted");
        AssertIs("""{"http":404,"code":21200}""", "gone");
        AssertIs("10000", "inputDeleted");
        AssertIs("10000", "inputsDeleted");
        AssertIs("6", "left");
        AssertIs("10000", "allDeleted");
        AssertIs("0", "none");

        void AssertIs(string expected, string name) => Assert.Equal(expected, results[name]?.ToJsonString());
    }
}
