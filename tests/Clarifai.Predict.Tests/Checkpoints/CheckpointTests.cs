using System.Text;
using System.Text.Json.Nodes;

namespace Clarifai.Tests.Checkpoints;

/// <summary>What has been answered is not asked again; everything else is.</summary>
public sealed class CheckpointTests : IDisposable
{
    private readonly CheckpointedRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task A_second_run_is_told_the_same_without_a_request()
    {
        IReadOnlyList<PredictOutcome> first = await _run.RunAsync(Pictures.AtAddresses(10));
        IReadOnlyList<PredictOutcome> second = await _run.RunAsync(Pictures.AtAddresses(10));

        Assert.Equal(Outcomes.AllWell(10), Outcomes.Each(first));
        Assert.Equal(Outcomes.AllWell(10), Outcomes.Each(second));
        Assert.Equal(0, _run.RequestCount);
        Assert.Equal(10, _run.Lines.Length);
        Concept before = first[4].Output!.Concepts.Single();
        Concept after = second[4].Output!.Concepts.Single();
        Assert.Equal(
            (before.Source, before.Id, before.Name, before.Value, before.Model, before.RequestId, before.InputIndex),
            (after.Source, after.Id, after.Name, after.Value, after.Model, after.RequestId, after.InputIndex));
        Assert.Equal("r1", after.RequestId);
    }

    [Fact]
    public async Task Of_a_video_that_ends_early_the_frames_and_the_error_are_kept()
    {
        JsonObject output = Pictures.Failure(StatusCodes.ImageDecodeFailed);
        output["data"] = JsonNode.Parse(
            """{"frames":[{"frame_info":{"index":0,"time":0},"data":{"concepts":[{"name":"a","value":1}]}}]}""");
        string answer = new JsonObject
        {
            ["status"] = new JsonObject { ["code"] = StatusCodes.MixedStatus },
            ["outputs"] = new JsonArray(output),
        }.ToJsonString();
        _run.Answer = _ => ScriptedHandler.Json(answer);
        PredictInput video = Pictures.AtAddress(1, MediaKind.Video);

        PredictOutcome first = Assert.Single(await _run.RunAsync([video]));
        Assert.Equal(1, _run.RequestCount);
        PredictOutcome second = Assert.Single(await _run.RunAsync([video]));

        Assert.Equal(0, _run.RequestCount);
        foreach (PredictOutcome outcome in new[] { first, second })
        {
            Assert.Null(outcome.Error);
            Assert.Equal(["a"], Assert.Single(outcome.Output!.Frames).Concepts.Select(concept => concept.Name));
            Assert.Equal(ErrorId.InputRejected, Assert.Single(outcome.Failures).ErrorId);
            Assert.Contains("1.jpg': failed with 47104", outcome.Failures[0].Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_rest_is_asked_and_the_order_is_that_of_the_inputs()
    {
        await _run.RunAsync(Enumerable.Range(0, 30).Where(i => i % 3 != 1).Select(Pictures.AtAddress));

        IReadOnlyList<PredictOutcome> outcomes = await _run.RunAsync(Pictures.AtAddresses(30));

        Assert.Equal(Outcomes.AllWell(30), Outcomes.Each(outcomes));
        Assert.Equal(Enumerable.Range(0, 30).Where(i => i % 3 == 1).Select(i => $"{i}").Order(), _run.Sent.Order());
        Assert.Equal(30, _run.Lines.Length);
    }

    [Fact]
    public async Task Known_inputs_take_no_room_in_a_request()
    {
        _run.Options = _run.Options with { BatchSize = 4, ThrottleLimit = 10 };
        await _run.RunAsync(Enumerable.Range(0, 100).Where(i => i % 5 != 0).Select(Pictures.AtAddress));

        // Nothing is answered before the source is empty, so that batches depend on nothing but their inputs.
        var empty = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _run.Hold = empty.Task;
        await _run.RunAsync(Pictures.AtAddresses(100).Select((input, i) =>
        {
            if (i == 99)
            {
                empty.SetResult();
            }

            return input;
        }));

        // 20 new ones: the first goes at once, the others four by four.
        Assert.Equal(20, _run.Sent.Count);
        Assert.Equal(6, _run.RequestCount);
    }

    [Fact]
    public async Task Failed_inputs_are_tried_again_and_the_last_word_counts()
    {
        _run.Answer = request => ScriptedHandler.Json(
            Pictures.Answer(10010, request.Inputs.Select(name => name == "1" ? Pictures.Failure(30002) : Pictures.Output(name))), 207);
        IReadOnlyList<PredictOutcome> first = await _run.RunAsync(Pictures.AtAddresses(3));
        _run.Answer = request => ScriptedHandler.Json(Pictures.Answer(request.Inputs));
        IReadOnlyList<PredictOutcome> second = await _run.RunAsync(Pictures.AtAddresses(3));
        IReadOnlyList<PredictOutcome> third = await _run.RunAsync(Pictures.AtAddresses(3));

        Assert.Equal(["0 0", "1 InputDownloadFailed", "2 2"], Outcomes.Each(first));
        Assert.Equal(Outcomes.AllWell(3), Outcomes.Each(second));
        Assert.Equal(Outcomes.AllWell(3), Outcomes.Each(third));
        Assert.Equal(0, _run.RequestCount);
        JsonNode failure = _run.Lines.Select(line => JsonNode.Parse(line)!).Single(line => !(bool)line["finished"]!)["error"]!;
        Assert.Equal(("InputDownloadFailed", 30002), ((string?)failure["id"], (int)failure["code"]!));
    }

    [Fact]
    public async Task A_file_that_has_changed_is_another_input()
    {
        string path = _run.FileOf(1);
        await _run.RunAsync([PredictInput.FromFile(path)]);
        await _run.RunAsync([PredictInput.FromFile(path)]);
        Assert.Equal(0, _run.RequestCount);

        File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(path).AddSeconds(1));
        await _run.RunAsync([PredictInput.FromFile(path)]);
        Assert.Equal(1, _run.RequestCount);

        File.WriteAllBytes(path, Pictures.Bytes(1, 65));
        await _run.RunAsync([PredictInput.FromFile(path)]);
        Assert.Equal(1, _run.RequestCount);
        Assert.Equal(3, _run.Lines.Length);
    }

    [Fact]
    public async Task Bytes_and_streams_are_known_by_their_content()
    {
        using var stream = new MemoryStream(Pictures.Bytes(2, 100));
        await _run.RunAsync([Pictures.InMemory(1, 100), PredictInput.FromStream(stream, "a stream")]);

        var noStream = PredictInput.FromBytes(Pictures.Bytes(2, 100), "no stream");
        IReadOnlyList<PredictOutcome> outcomes = await _run.RunAsync([noStream, Pictures.InMemory(3, 100), Pictures.InMemory(1, 100)]);

        Assert.Equal(["0 2", "1 3", "2 1"], Outcomes.Each(outcomes));
        Assert.Equal(["3"], _run.Sent);
        Assert.Equal("no stream", outcomes[0].Output!.Source);
    }

    [Fact]
    public async Task The_same_content_as_a_picture_and_as_a_video_are_two_inputs()
    {
        await _run.RunAsync([Pictures.AtAddress(1, MediaKind.Image)]);
        await _run.RunAsync([Pictures.AtAddress(1, MediaKind.Video)]);

        Assert.Equal(1, _run.RequestCount);
    }

    [Fact]
    public async Task An_input_that_cannot_be_read_fails_alone_and_is_not_written_down()
    {
        var closed = new MemoryStream(Pictures.Bytes(1, 100));
        var broken = PredictInput.FromStream(closed, "broken");
        closed.Dispose();

        IReadOnlyList<PredictOutcome> outcomes = await _run.RunAsync([Pictures.AtAddress(0), broken, Pictures.AtAddress(2)]);

        Assert.Equal(["0 0", "1 FileReadFailed", "2 2"], Outcomes.Each(outcomes));
        Assert.Equal(2, _run.Lines.Length);
    }

    [Fact]
    public async Task A_line_says_which_input_what_was_asked_and_what_was_answered()
    {
        _run.Options = _run.Options with
        {
            Predict = new PredictOptions { MaxConcepts = 5, MinValue = 0.25, Language = "de", Concepts = ["b", "a"] },
        };
        string path = _run.FileOf(7);
        await _run.RunAsync([PredictInput.FromFile(path)]);

        JsonNode line = JsonNode.Parse(Assert.Single(_run.Lines))!;

        Assert.Equal(["input", "asked", "finished", "request", "outputs", "sum"], line.AsObject().Select(property => property.Key));
        JsonNode input = line["input"]!;
        Assert.Equal(("image", path, 64L), ((string?)input["kind"], (string?)input["path"], (long)input["size"]!));
        Assert.Equal(File.GetLastWriteTimeUtc(path), (DateTime)input["modified"]!);
        string asked = line["asked"]!.ToJsonString().Replace((string)line["asked"]!["key"]!, "0", StringComparison.Ordinal);
        Assert.Equal(
            """{"service":"https://api.clarifai.com/","key":"0","model":"general","language":"de","max_concepts":5,"min_value":0.25,"""
            + "\"concepts\":[\"a\",\"b\"]}",
            asked);
        Assert.Matches("^[0-9a-f]{16}$", (string?)line["asked"]!["key"]);
        Assert.True((bool)line["finished"]!);
        Assert.Equal("7", (string?)line["outputs"]![0]!["data"]!["concepts"]![0]!["name"]);
    }

    [Fact]
    public async Task Secrets_in_addresses_and_echoes_of_content_are_not_in_the_file()
    {
        const string Address = "https://user:canary@pictures.example/5.jpg?sig=canary";
        _run.Answer = _ =>
        {
            JsonObject good = Pictures.Output("5");
            var echo = new JsonObject { ["url"] = Address, ["base64"] = "dHJ1ZQ==" };
            good["input"] = new JsonObject { ["data"] = new JsonObject { ["image"] = echo } };
            return ScriptedHandler.Json(Pictures.Answer(StatusCodes.Success, [good]));
        };
        await _run.RunAsync([PredictInput.FromUri(Address)]);
        _run.Answer = _ => ScriptedHandler.Json(Pictures.Refusal(30002), 400);
        IReadOnlyList<PredictOutcome> failed = await _run.RunAsync([PredictInput.FromUri(Address + "2")]);

        Assert.NotNull(failed[0].Error);
        string text = File.ReadAllText(_run.FilePath);
        Assert.DoesNotContain("canary", text, StringComparison.Ordinal);
        Assert.DoesNotContain("dHJ1ZQ", text, StringComparison.Ordinal);
        Assert.Contains("https://pictures.example/5.jpg", text, StringComparison.Ordinal);
        Assert.Equal(2, _run.Lines.Length);
    }

    [Theory]
    [InlineData("food", null, null)]
    [InlineData("general", "v2", null)]
    [InlineData("general", null, 3)]
    public async Task Answers_to_another_question_are_not_taken(string model, string? version, int? maxConcepts)
    {
        await _run.RunAsync(Pictures.AtAddresses(2));
        byte[] before = File.ReadAllBytes(_run.FilePath);
        _run.Options = _run.Options with
        {
            Target = ModelReference.Parse(model).WithVersion(version),
            Predict = new PredictOptions { MaxConcepts = maxConcepts },
        };

        ClarifaiException refusal = _run.Refusal();

        Assert.Equal(ErrorId.CheckpointMismatch, refusal.ErrorId);
        Assert.Equal(ErrorCause.OtherOptions, refusal.Cause);
        Assert.Equal(before, File.ReadAllBytes(_run.FilePath));
        await _run.RunAsync(Pictures.AtAddresses(2), force: true);
        Assert.Equal(["0", "1"], _run.Sent.Order());
        await _run.RunAsync(Pictures.AtAddresses(2), force: true);
        Assert.Equal(0, _run.RequestCount);
        Assert.Equal(4, _run.Lines.Length);
    }

    public static TheoryData<string> Damages => ["torn", "zeros", "blank", "no outputs", "no input", "edited", "joined"];

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task A_damaged_line_costs_its_inputs_a_request_and_is_counted(string damage)
    {
        await _run.RunAsync(Pictures.AtAddresses(5));
        List<string> lines = [.. _run.Lines];
        string name = NameIn(lines[1]);
        HashSet<string> lost = [name];
        switch (damage)
        {
            case "torn":
                lines[1] = lines[1][..(lines[1].Length / 2)];
                break;
            case "zeros":
                lines[1] = new string('\0', lines[1].Length);
                break;
            case "blank":
                lines[1] = "";
                break;
            case "no outputs":
                lines[1] = lines[1].Replace("\"outputs\"", "\"outcome\"", StringComparison.Ordinal);
                break;
            case "no input":
                lines[1] = lines[1].Replace("\"input\"", "\"what\"", StringComparison.Ordinal);
                break;
            case "edited":
                lines[1] = lines[1].Replace("\"outputs\":[", "\"outputs\":[,", StringComparison.Ordinal);
                break;
            default:
                lost.Add(NameIn(lines[2]));
                lines[1] = lines[1][..40] + lines[2];
                lines.RemoveAt(2);
                break;
        }

        await File.WriteAllLinesAsync(_run.FilePath, lines, TestContext.Current.CancellationToken);
        IReadOnlyList<PredictOutcome> outcomes = await _run.RunAsync(Pictures.AtAddresses(5));

        Assert.Equal(Outcomes.AllWell(5), Outcomes.Each(outcomes));
        Assert.Equal(lost.Order(), _run.Sent.Order());
        Assert.Equal(1, _run.DamagedCount);
    }

    [Fact]
    public async Task A_byte_order_mark_costs_nothing()
    {
        await _run.RunAsync(Pictures.AtAddresses(3));
        await File.WriteAllBytesAsync(
            _run.FilePath, [0xEF, 0xBB, 0xBF, .. await File.ReadAllBytesAsync(_run.FilePath, TestContext.Current.CancellationToken)],
            TestContext.Current.CancellationToken);

        Assert.Equal(Outcomes.AllWell(3), Outcomes.Each(await _run.RunAsync(Pictures.AtAddresses(3))));

        Assert.Equal((0, 0), (_run.RequestCount, _run.DamagedCount));
    }

    [Fact]
    public async Task Another_app_is_another_question_and_another_token_is_not()
    {
        ClarifaiClientOptions alice = Asking.Options(CredentialKind.PersonalAccessToken) with { UserId = "alice", AppId = "a" };
        _run.Client = alice;
        await _run.RunAsync(Pictures.AtAddresses(2));

        _run.Client = alice with { Credential = Asking.Credential(CredentialKind.PersonalAccessToken, "another") };
        await _run.RunAsync(Pictures.AtAddresses(2));
        Assert.Equal(0, _run.RequestCount);

        ClarifaiClientOptions[] others =
        [
            alice with { UserId = "bob" },
            alice with { AppId = "b" },
            alice with { BaseUri = new Uri("https://api.clarifai.com/gateway/") },
            Asking.Options(),
        ];
        Assert.All(others, other =>
        {
            _run.Client = other;
            Assert.Equal(ErrorId.CheckpointMismatch, _run.Refusal().ErrorId);
        });
    }

    [Fact]
    public async Task A_key_that_names_no_app_is_known_by_its_fingerprint()
    {
        await _run.RunAsync(Pictures.AtAddresses(2));
        await _run.RunAsync(Pictures.AtAddresses(2));
        Assert.Equal(0, _run.RequestCount);
        Assert.DoesNotContain(_run.Lines, line => line.Contains(Asking.Key, StringComparison.Ordinal));

        _run.Client = Asking.Options() with { Credential = Asking.Credential(secret: "fedcba98765432100123456789abcdef") };
        Assert.Equal(ErrorId.CheckpointMismatch, _run.Refusal().ErrorId);
    }

    [Fact]
    public async Task The_local_engine_is_itself_whatever_its_port_and_key()
    {
        ClarifaiClientOptions engine = Asking.Options() with
        {
            BaseUri = new Uri("http://127.0.0.1:1234/"),
            Engine = Engine(("general", "v1")),
        };
        _run.Client = engine;
        await _run.RunAsync(Pictures.AtAddresses(2));

        _run.Client = engine with { BaseUri = new Uri("http://127.0.0.1:4321/"), Credential = Asking.Credential(secret: "another") };
        await _run.RunAsync(Pictures.AtAddresses(2));
        Assert.Equal(0, _run.RequestCount);

        _run.Client = engine with { Engine = Engine(("general", "v2")) };
        Assert.Equal(ErrorId.CheckpointMismatch, _run.Refusal().ErrorId);
    }

    [Fact]
    public void The_question_to_a_workflow_of_the_local_engine_names_the_versions_of_its_models()
    {
        Assert.Equal("v1 v2", Engine(("general", "v1"), ("color", "v2")).Find(WorkflowReference.Parse("General")));
        Assert.Equal("v1 v3", Engine(("general", "v1"), ("color", "v3")).Find(WorkflowReference.Parse("general")));
        Assert.Null(Engine(("general", "v1")).Find(WorkflowReference.Parse("own")));
    }

    // An engine with a workflow named general, of two models.
    private static EngineVersions Engine(params (string Id, string Version)[] models) => new(
        models.ToDictionary(model => model.Id, model => model.Version),
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase) { ["general"] = ["general", "color"] });

    [Fact]
    public async Task Another_model_version_than_that_of_the_file_is_noticed()
    {
        string version = "v1";
        _run.Answer = request => ScriptedHandler.Json(Pictures.Answer(StatusCodes.Success, request.Inputs.Select(name =>
        {
            JsonObject output = Pictures.Output(name);
            output["model"] = new JsonObject { ["id"] = "m", ["model_version"] = new JsonObject { ["id"] = version } };
            return output;
        })));
        await _run.RunAsync(Pictures.AtAddresses(2));
        await _run.RunAsync(Pictures.AtAddresses(4));
        Assert.Null(_run.OtherVersionId);

        version = "v2";
        await _run.RunAsync(Pictures.AtAddresses(6));
        Assert.Equal("v2", _run.OtherVersionId);
    }

#if !DESKTOP
    [Fact]
    public void A_device_is_refused()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var client = new ClarifaiClient(Asking.Options(), new ScriptedHandler(_run.Answer));
        ClarifaiException error = Assert.Throws<ClarifaiException>(() => Checkpoint.Open("/dev/null", client, _run.Options));

        Assert.Equal(ErrorId.CheckpointFailed, error.ErrorId);
        Assert.Contains("not a regular file", error.Message, StringComparison.Ordinal);
    }
#endif

    private static string NameIn(string line) => (string)JsonNode.Parse(line)!["outputs"]![0]!["data"]!["concepts"]![0]!["name"]!;

    [Theory]
    [InlineData("general", "aaa03c23b3724a16a56b629203edc62c")]
    [InlineData("general", "general-image-recognition")]
    [InlineData("someone/theirs/m", "https://clarifai.com/someone/theirs/models/m")]
    public async Task Two_names_of_one_model_are_the_same_question(string first, string second)
    {
        _run.Options = _run.Options with { Target = ModelReference.Parse(first) };
        await _run.RunAsync(Pictures.AtAddresses(2));
        _run.Options = _run.Options with { Target = ModelReference.Parse(second) };
        IReadOnlyList<PredictOutcome> outcomes = await _run.RunAsync(Pictures.AtAddresses(2));

        Assert.Equal(0, _run.RequestCount);
        Assert.Equal(second, outcomes[0].Output!.Model);
    }

    [Fact]
    public async Task Only_one_run_has_the_file()
    {
        await _run.RunAsync(Pictures.AtAddresses(1));
        using var client = new ClarifaiClient(Asking.Options(), new ScriptedHandler(_run.Answer));
        using (Checkpoint.Open(_run.FilePath, client, _run.Options))
        {
            Assert.Equal(ErrorId.CheckpointInUse, _run.Refusal().ErrorId);
            Assert.Equal(ErrorId.CheckpointInUse, _run.Refusal(force: true).ErrorId);
        }

        await _run.RunAsync(Pictures.AtAddresses(1));
        Assert.Equal(0, _run.RequestCount);
    }

    [Theory]
    [InlineData("Source,Name,Value\nphoto.jpg,cat,0.9\n")]
    [InlineData("a text without an end")]
    [InlineData("{\"input\":{\"kind\":\"image\"},\"asked\":[]}\n")]
    [InlineData("{}\n{}\n")]
    public void A_file_of_somebody_else_is_left_as_it_is(string content)
    {
        File.WriteAllText(_run.FilePath, content);

        Assert.Equal(ErrorId.CheckpointMismatch, _run.Refusal().ErrorId);
        Assert.Equal(ErrorId.CheckpointMismatch, _run.Refusal(force: true).ErrorId);
        Assert.Equal(content, File.ReadAllText(_run.FilePath));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_told()
    {
        using var client = new ClarifaiClient(Asking.Options(), new ScriptedHandler(_run.Answer));
        ClarifaiException error = Assert.Throws<ClarifaiException>(
            () => Checkpoint.Open(Path.Combine(_run.FilePath, "no", "run.jsonl"), client, _run.Options));

        Assert.Equal(ErrorId.CheckpointFailed, error.ErrorId);
        Assert.Contains("run.jsonl", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_ends_the_run_and_what_is_in_the_file_counts()
    {
        await _run.RunAsync(Pictures.AtAddresses(4));
        long room = File.ReadAllBytes(_run.FilePath).Length * 7 / 4;
        _run.Options = _run.Options with { BatchSize = 1, ThrottleLimit = 1 };

        IReadOnlyList<PredictOutcome> outcomes = await _run.RunOnFullDiskAsync(Pictures.AtAddresses(20), room);

        Assert.Equal(ErrorId.CheckpointFailed, outcomes[^1].Error!.ErrorId);
        Assert.Contains("No space left", outcomes[^1].Error!.Message, StringComparison.Ordinal);
        Assert.Equal(room, new FileInfo(_run.FilePath).Length);
        // Seven lines fitted, with half of the eighth; the answer that this one is about was told before the error.
        Assert.Equal(Outcomes.AllWell(7), Outcomes.Each(outcomes.Take(7)));

        Assert.Equal(Outcomes.AllWell(20), Outcomes.Each(await _run.RunAsync(Pictures.AtAddresses(20))));
        Assert.Equal(Enumerable.Range(7, 13).Select(i => $"{i}").Order(), _run.Sent.Order());
        Assert.Equal(20, _run.Lines.Length);
    }

    [Fact]
    public async Task A_line_cut_off_at_any_byte_costs_only_itself()
    {
        await _run.RunAsync(Pictures.AtAddresses(3));
        byte[] whole = File.ReadAllBytes(_run.FilePath);
        int lastLine = whole.AsSpan(0, whole.Length - 1).LastIndexOf((byte)'\n') + 1;
        string cut = (string)JsonNode.Parse(whole.AsSpan(lastLine))!["outputs"]![0]!["data"]!["concepts"]![0]!["name"]!;
        for (int length = lastLine; length < whole.Length; length++)
        {
            await File.WriteAllBytesAsync(_run.FilePath, whole.AsMemory(0, length), TestContext.Current.CancellationToken);

            IReadOnlyList<PredictOutcome> outcomes = await _run.RunAsync(Pictures.AtAddresses(3));

            Assert.Equal(Outcomes.AllWell(3), Outcomes.Each(outcomes));
            Assert.Equal([cut], _run.Sent);
            Assert.Equal(3, _run.Lines.Length);
        }
    }

    [Fact]
    public async Task The_very_first_line_may_be_the_one_that_was_cut_off()
    {
        await _run.RunAsync(Pictures.AtAddresses(1));
        byte[] whole = File.ReadAllBytes(_run.FilePath);
        for (int length = 1; length < whole.Length; length++)
        {
            await File.WriteAllBytesAsync(_run.FilePath, whole.AsMemory(0, length), TestContext.Current.CancellationToken);

            await _run.RunAsync(Pictures.AtAddresses(1));

            Assert.Equal(1, _run.RequestCount);
        }
    }

    [Fact]
    public async Task Lines_longer_than_any_buffer_are_read()
    {
        string name = new('x', 3_000_000);
        _run.Answer = request => ScriptedHandler.Json(Pictures.Answer(request.Inputs.Select(input => input + name)));
        await _run.RunAsync(Pictures.AtAddresses(3));

        IReadOnlyList<PredictOutcome> outcomes = await _run.RunAsync(Pictures.AtAddresses(3));

        Assert.Equal(0, _run.RequestCount);
        Assert.Equal(["0" + name, "1" + name, "2" + name], outcomes.Select(outcome => outcome.Output!.Concepts.Single().Name));
    }

#if !DESKTOP
    // The assembly of Windows PowerShell runs on Windows only, where the folder says who may read.
    [Fact]
    public async Task On_unix_the_file_is_its_owners_alone()
    {
        await _run.RunAsync(Pictures.AtAddresses(1));

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_run.FilePath));
        }
    }
#endif

    [Fact]
    public async Task Names_of_any_kind_are_kept()
    {
        string[] names = ["a \"quoted\" \\ name", "名前 \u2028 é", "line\nbreak", "</script>"];
        int next = 0;
        _run.Answer = _ => ScriptedHandler.Json(Pictures.Answer([names[next++]]));
        _run.Options = _run.Options with { ThrottleLimit = 1, BatchSize = 1 };
        await _run.RunAsync(Pictures.AtAddresses(4));

        IReadOnlyList<PredictOutcome> outcomes = await _run.RunAsync(Pictures.AtAddresses(4));

        Assert.Equal(names, outcomes.Select(outcome => outcome.Output!.Concepts.Single().Name));
        Assert.Equal(4, Encoding.UTF8.GetString(File.ReadAllBytes(_run.FilePath)).Count(character => character == '\n'));
    }
}
