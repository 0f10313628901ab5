using System.Text.Json.Nodes;

namespace Clarifai.Tests.Checkpoints;

/// <summary>What is in checkpoints comes out of them without a run: each input once, in memory one line at a time.</summary>
public sealed class CheckpointImportTests : IDisposable
{
    private readonly CheckpointedRun _run = new();

    // Lines are in the order of the answers.
    public CheckpointImportTests() => _run.Options = _run.Options with { ThrottleLimit = 1 };

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task It_is_what_the_runs_said_but_for_the_position()
    {
        string[] files = [_run.FileOf(1), _run.FileOf(2)];
        using var stream = new MemoryStream(Pictures.Bytes(3, 100));
        IReadOnlyList<PredictOutcome> outcomes = await _run.RunAsync(
        [
            PredictInput.FromFile(files[0]),
            PredictInput.FromFile(files[1]),
            PredictInput.FromStream(stream, "stream 2"),
            Pictures.AtAddress(4),
        ]);

        List<PredictOutput> imported = Import("run.jsonl");

        Assert.Equal([files[0], files[1], "stream 2", "https://pictures.example/4.jpg"], imported.Select(output => output.Source));
        Assert.Equal([true, true, false, false], imported.Select(output => output.Origin.Input.IsFile));
        Assert.Equal([false, false, false, true], imported.Select(output => output.Origin.Input.IsUri));
        Assert.All(imported.Zip(outcomes), pair =>
        {
            Concept before = pair.Second.Output!.Concepts.Single();
            Concept after = pair.First.Concepts.Single();
            Assert.Null(after.InputIndex);
            Assert.Equal(
                (before.Id, before.Name, before.Value, before.Model, before.RequestId),
                (after.Id, after.Name, after.Value, after.Model, after.RequestId));
        });
    }

    [Fact]
    public async Task Each_input_of_several_files_comes_once_and_its_last_answer_counts()
    {
        string path = _run.FileOf(1);
        _run.FileName = "a.jsonl";
        await _run.RunAsync([PredictInput.FromFile(path), Pictures.AtAddress(2)]);
        File.WriteAllBytes(path, Pictures.Bytes(7, 80));
        _run.FileName = "b.jsonl";
        await _run.RunAsync([Pictures.AtAddress(2), PredictInput.FromFile(path), Pictures.AtAddress(3)]);

        List<PredictOutput> imported = Import("a.jsonl", "b.jsonl");

        Assert.Equal(["2", "3", "7"], imported.Select(output => output.Concepts.Single().Name).Order());
        Assert.Equal(["1", "2"], Import("a.jsonl").Select(output => output.Concepts.Single().Name).Order());
    }

    [Fact]
    public async Task Answers_to_two_questions_about_an_input_are_two()
    {
        await _run.RunAsync(Pictures.AtAddresses(2));
        _run.Options = _run.Options with { Target = ModelReference.Parse("someone/theirs/birds") };
        await _run.RunAsync(Pictures.AtAddresses(2), force: true);

        Assert.Equal(
            ["general", "general", "someone/theirs/birds", "someone/theirs/birds"],
            Import("run.jsonl").Select(output => output.Model));
    }

    [Fact]
    public async Task Failed_inputs_and_damaged_lines_do_not_come()
    {
        _run.Answer = request => ScriptedHandler.Json(
            Pictures.Answer(10010, request.Inputs.Select(name => name == "1" ? Pictures.Failure(30002) : Pictures.Output(name))), 207);
        await _run.RunAsync(Pictures.AtAddresses(3));
        string[] lines = _run.Lines;
        int second = Array.FindIndex(lines, line => line.Contains("pictures.example/2.jpg", StringComparison.Ordinal));
        lines[second] = lines[second].Replace("pictures.example", "picturesXexample", StringComparison.Ordinal);
        File.WriteAllText(_run.FilePath, string.Join('\n', lines) + "\n" + lines[0][..50]);

        using var import = new CheckpointImport([_run.FilePath], keepRaw: false, root: null);
        Assert.Equal(["0"], import.Read(CancellationToken.None).SelectMany(each => each).Select(each => each.Concepts.Single().Name));
        Assert.Equal(1, import.DamagedCount);
    }

    [Fact]
    public async Task Addresses_come_without_their_secrets()
    {
        await _run.RunAsync([PredictInput.FromUri("https://user:canary@pictures.example/5.jpg?sig=canary")]);

        Assert.Equal("https://pictures.example/5.jpg", Assert.Single(Import("run.jsonl")).Source);
    }

    [Fact]
    public async Task Files_below_a_root_are_known_by_their_name_and_found_below_another()
    {
        string path = _run.FileOf(1);
        var root = new InputRoot(Path.GetDirectoryName(path)!);
        await _run.RunAsync([PredictInput.FromFile(path, name: root.NameOf(path))]);

        // The same file where the folder is mounted elsewhere.
        string elsewhere = Directory.CreateDirectory(_run.PathOf("elsewhere")).FullName;
        string copy = Path.Combine(elsewhere, Path.GetFileName(path));
        File.Copy(path, copy);
        File.SetLastWriteTimeUtc(copy, File.GetLastWriteTimeUtc(path));
        IReadOnlyList<PredictOutcome> again = await _run.RunAsync(
            [PredictInput.FromFile(copy, name: new InputRoot(elsewhere + Path.DirectorySeparatorChar).NameOf(copy))]);

        Assert.Equal(0, _run.RequestCount);
        Assert.Equal(copy, again[0].Output!.Source);
        Assert.Equal(path, Assert.Single(Import("run.jsonl")).Source);
        using var import = new CheckpointImport([_run.FilePath], keepRaw: false, new InputRoot(elsewhere));
        Assert.Equal(copy, Assert.Single(import.Read(CancellationToken.None).SelectMany(each => each)).Source);
        Assert.Equal(ErrorId.PathOutsideRoot, Assert.Throws<ClarifaiException>(() => new InputRoot(elsewhere).NameOf(path)).ErrorId);
    }

    [Fact]
    public async Task Parts_of_a_video_come_with_its_name_and_their_time()
    {
        var video = PredictInput.FromFile(_run.FileOf(9), MediaKind.Video);
        PredictInput frame = Pictures.InMemory(1, 100);
        frame.Part = new InputPart(video, Start: null, [(0, 0), (2, 2000)]);
        PredictInput same = Pictures.InMemory(1, 100);
        same.Part = new InputPart(video, Start: null, [(5, 5000)]);
        await _run.RunAsync([frame]);
        await _run.RunAsync([same]);
        Assert.Equal(0, _run.RequestCount);
        await _run.RunAsync([frame, same]);

        List<PredictOutput> imported = Import("run.jsonl");

        // A frame that the file had of another place is told of this one too, once.
        Assert.Equal(2, _run.Lines.Length);
        Assert.All(imported, output => Assert.Equal((video.Source, "Video"), (output.Source, new PredictRow(output).Kind)));
        Assert.Equal(
            [(0, 0L), (2, 2000L), (5, 5000L)], imported.SelectMany(output => output.Frames).Select(one => (one.Index, one.TimeMs)));
        Assert.Equal([0L, 2000L, 5000L], imported.SelectMany(output => output.Concepts).Select(concept => concept.TimeMs!.Value));
    }

    [Fact]
    public async Task Pieces_of_a_video_come_on_its_clock()
    {
        string answer = new JsonObject
        {
            ["status"] = new JsonObject { ["code"] = StatusCodes.Success },
            ["outputs"] = new JsonArray(JsonNode.Parse("""
                {"status":{"code":10000},"data":{"frames":[{"frame_info":{"index":1,"time":1500},
                "data":{"concepts":[{"name":"a","value":1}]}}]}}
                """)),
        }.ToJsonString();
        _run.Answer = _ => ScriptedHandler.Json(answer);
        var video = PredictInput.FromFile(_run.FileOf(9), MediaKind.Video);
        var piece = PredictInput.FromBytes(Pictures.Bytes(1, 100), "piece", MediaKind.Video);
        piece.Part = new InputPart(video, Start: 600_000, []);
        await _run.RunAsync([piece]);

        PredictOutput output = Assert.Single(Import("run.jsonl"));

        VideoFrame frame = Assert.Single(output.Frames);
        Assert.Equal((video.Source, 601_500L, 602), (frame.Source, frame.TimeMs, frame.Index));
        Assert.Equal(601_500L, Assert.Single(output.Concepts).TimeMs);
    }

    [Fact]
    public async Task Lines_of_an_earlier_version_are_read_as_far_as_they_go()
    {
        string path = _run.FileOf(1);
        await _run.RunAsync([PredictInput.FromFile(path), Pictures.AtAddress(2), Pictures.InMemory(3, 100)]);
        File.WriteAllLines(_run.FilePath, _run.Lines.Select(Older));

        int nameless;
        List<PredictOutput> imported;
        using (var import = new CheckpointImport([_run.FilePath], keepRaw: false, root: null))
        {
            imported = [.. import.Read(CancellationToken.None).SelectMany(each => each)];
            nameless = import.NamelessCount;
        }

        Assert.Equal(["1", "2", "3"], imported.Select(output => output.Concepts.Single().Name));
        Assert.Equal(path, imported[0].Source);
        Assert.All(imported.Skip(1), output => Assert.Matches("^sha256 [0-9a-f]{64}$", output.Source));
        Assert.Equal(2, nameless);
        await _run.RunAsync([PredictInput.FromFile(path), Pictures.AtAddress(2), Pictures.InMemory(3, 100)]);
        Assert.Equal(0, _run.RequestCount);
    }

#if !DESKTOP
    // The assemblies of Windows PowerShell take .NET's locks, which on Unix keep readers away from a writer.
    [Fact]
    public async Task What_a_run_appends_meanwhile_is_not_read()
    {
        await _run.RunAsync(Pictures.AtAddresses(2));
        using var import = new CheckpointImport([_run.FilePath], keepRaw: false, root: null);
        using IEnumerator<IReadOnlyList<PredictOutput>> each = import.Read(CancellationToken.None).GetEnumerator();
        Assert.True(each.MoveNext());

        await _run.RunAsync(Pictures.AtAddresses(4));

        Assert.True(each.MoveNext());
        Assert.False(each.MoveNext());
    }
#endif

    [Fact]
    public void A_file_that_is_not_a_checkpoint_is_told()
    {
        File.WriteAllText(_run.FilePath, "Source,Name\n1.jpg,cat\n");

        Assert.Equal(ErrorId.CheckpointMismatch, Assert.Throws<ClarifaiException>(() => Import("run.jsonl")).ErrorId);
        Assert.Equal(ErrorId.FileNotFound, Assert.Throws<ClarifaiException>(() => Import("missing.jsonl")).ErrorId);
    }

    private List<PredictOutput> Import(params string[] names)
    {
        using var import = new CheckpointImport(names.Select(_run.PathOf), keepRaw: false, root: null);
        return [.. import.Read(CancellationToken.None).SelectMany(each => each)];
    }

    // As they were before they had a source, with the sum of that.
    private static string Older(string line)
    {
        JsonObject older = JsonNode.Parse(line)!.AsObject();
        older.Remove("source");
        older.Remove("sum");
        string content = older.ToJsonString()[..^1];
        string sum = Hash.Text(Hash.Of(System.Text.Encoding.UTF8.GetBytes(content)))[..16];
        return $"{content},\"sum\":\"{sum}\"}}";
    }
}
