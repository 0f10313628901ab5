using System.Globalization;
using System.Text.Json.Nodes;
using Clarifai.PowerShell.Tests.Engine;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Shrinking;

/// <summary>What is sent with -MaximumDimension, and what comes back: the real engine's program beside a stub service.</summary>
[Collection(nameof(LocalEngines))]
public sealed class MaximumDimensionTests : ConnectedTest
{
    private const string OneBox = """
        {"regions":[{"id":"r1","value":0.9,"region_info":{"bounding_box":{"top_row":0.1,"left_col":0.2,"bottom_row":0.3,"right_col":0.6}},
        "data":{"concepts":[{"id":"c1","name":"ear","value":0.9}]}}]}
        """;

    private static readonly string[] Edges = ["Top", "Left", "Bottom", "Right"];

    private static byte[] Cat { get; } = File.ReadAllBytes(Repository.PathOf("samples", "cat.jpg"));

    [Fact]
    public void Large_and_turned_pictures_are_sent_as_upright_JPEGs_and_others_as_they_are()
    {
        Service.Data = _ => """{"concepts":[]}""";
        byte[] small = JpegFile.WithOrientation(File.ReadAllBytes(Repository.PathOf("samples", "cat.jpg")), 1);
        byte[] gif = Picture("animated.gif");
        byte[] tiff = Picture("tiff-big.tif");
        string[] files =
        [
            Folder.Write("large.jpg", File.ReadAllBytes(Repository.PathOf("samples", "coffee.jpg"))),
            Folder.Write("turned.jpg", JpegFile.WithOrientation(Cat, 6)),
            Folder.Write("small.jpg", small),
            Folder.Write("moving.gif", gif),
            Folder.Write("scan.tif", tiff),
            Folder.Write("phone.heic", Picture("cat.heic")),
            Folder.Write("web.avif", Picture("cat.avif")),
        ];

        Session.Run("$input | Invoke-ClarifaiPredict -MaximumDimension 480", files);

        byte[][] sent = [.. Service.Inputs.Select(input => input.Content!)];
        Assert.Equal((480, 320), JpegFile.Size(sent[0]));
        Assert.Equal((300, 451), JpegFile.Size(sent[1]));
        Assert.Equal(small, sent[2]);
        Assert.Equal(gif, sent[3]);
        Assert.Equal(tiff, sent[4]);
        Assert.Equal((451, 300), JpegFile.Size(sent[5]));
        Assert.Equal((451, 300), JpegFile.Size(sent[6]));
        Assert.All([sent[0], sent[1], sent[5], sent[6]], jpeg => Assert.False(JpegFile.HasMetadata(jpeg)));
    }

    [Fact]
    public void Bytes_and_streams_are_shrunk_and_addresses_and_texts_are_not()
    {
        Session.Set("bytes", Cat);
        using var stream = new MemoryStream(Cat);
        Session.Set("stream", stream);

        Session.Run(
            """
            $null = Invoke-ClarifaiPredict -InputObject $bytes -MaximumDimension 64
            $null = Invoke-ClarifaiPredict -Stream $stream -MaximumDimension 64
            $null = Invoke-ClarifaiPredict -Uri https://example.com/a.jpg -MaximumDimension 64
            """);

        Assert.Equal([(64, 43), (64, 43)], Service.Inputs.Take(2).Select(input => JpegFile.Size(input.Content!)));
        Assert.Equal("https://example.com/a.jpg", Service.Inputs[2].Url);
        Assert.True(stream.CanRead);
    }

    [Fact]
    public void Regions_are_those_of_the_stored_picture_on_the_screen_in_JSON_and_in_a_checkpoint()
    {
        Service.Data = _ => OneBox;
        string turned = Folder.Write("turned.jpg", JpegFile.WithOrientation(Cat, 6));
        Session.Set("file", Folder.PathOf("run.jsonl"));

        ScriptResult plain = Session.Run("$input | Invoke-ClarifaiPredict -MaximumDimension 1024", turned);
        ScriptResult raw = Session.Run("$input | Invoke-ClarifaiPredict -MaximumDimension 1024 -As Raw", turned);
        ScriptResult first = Session.Run("$input | Invoke-ClarifaiPredict -MaximumDimension 1024 -CheckpointPath $file", turned);
        int requests = Service.Requests.Count;
        ScriptResult second = Session.Run("$input | Invoke-ClarifaiPredict -MaximumDimension 1024 -CheckpointPath $file", turned);

        // Of the upright picture the columns are the stored one's rows from below.
        Assert.Equal([0.4, 0.1, 0.8, 0.3], Box(plain));
        JsonNode box = JsonNode.Parse((string)raw.Output[0].BaseObject)!["data"]!["regions"]![0]!["region_info"]!["bounding_box"]!;
        Assert.Equal("""{"top_row":0.4,"left_col":0.1,"bottom_row":0.8,"right_col":0.3}""", box.ToJsonString());
        Assert.Equal([0.4, 0.1, 0.8, 0.3], Box(first));
        Assert.Equal([0.4, 0.1, 0.8, 0.3], Box(second));
        Assert.Equal(requests, Service.Requests.Count);
    }

    [Fact]
    public void A_checkpoint_of_another_dimension_is_another_question()
    {
        string cat = Folder.Write("cat.jpg", Cat);
        Session.Set("file", Folder.PathOf("run.jsonl"));
        Session.Run("$input | Invoke-ClarifaiPredict -MaximumDimension 256 -CheckpointPath $file", cat);

        ScriptResult other = Session.Try("$input | Invoke-ClarifaiPredict -MaximumDimension 512 -CheckpointPath $file", cat);
        ScriptResult none = Session.Try("$input | Invoke-ClarifaiPredict -CheckpointPath $file", cat);

        Assert.Equal("CheckpointMismatch", other.Terminating!.Id());
        Assert.Contains("\"maximum_dimension\":256", other.Terminating!.Exception.Message, StringComparison.Ordinal);
        Assert.Equal("CheckpointMismatch", none.Terminating!.Id());
    }

    [Fact]
    public void A_broken_picture_is_an_error_of_that_input_with_the_id_that_the_service_gives_it()
    {
        byte[] brokenContent = Picture("profile.png")[..300];
        string broken = Folder.Write("broken.png", brokenContent);
        string cat = Folder.Write("cat.jpg", Cat);
        string fine = Folder.Write("fine.jpg", Cat);
        Service.Code = input => input.Content!.SequenceEqual(brokenContent) ? 47104 : 10000;
        Service.Data = _ => """{"concepts":[{"name":"cat","value":0.9}]}""";

        ScriptResult without = Session.Try("$input | Invoke-ClarifaiPredict", cat, broken, fine);
        int before = Service.Inputs.Count;
        ScriptResult with = Session.Try("$input | Invoke-ClarifaiPredict -MaximumDimension 64", cat, broken, fine);

        Assert.Equal(without.Errors.Select(error => error.Kind()), with.Errors.Select(error => error.Kind()));
        Assert.Equal([broken], with.Errors.Select(error => error.TargetObject));
        Assert.Equal([cat, fine], with.Sources);
        Assert.DoesNotContain(Service.Inputs.Skip(before), input => input.Content!.SequenceEqual(brokenContent));
    }

    [Fact]
    public void HEIC_without_it_is_an_error_that_names_it()
    {
        ScriptResult result = Session.Try("$input | Invoke-ClarifaiPredict", Folder.Write("phone.heic", Picture("cat.heic")));

        Assert.Equal(["UnsupportedMediaType"], result.Errors.Select(error => error.Id()));
        Assert.Contains("-MaximumDimension", result.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(Service.Requests);
    }

    [Fact]
    public void What_would_be_sent_is_measured()
    {
        string[] files = [Folder.Write("cat.jpg", Cat), Folder.Write("broken.heic", Picture("cat.heic")[..4000])];
        Session.Run("$input | Invoke-ClarifaiPredict -MaximumDimension 128", files[0]);

        ScriptResult shrunk = Session.Run("$input | Measure-ClarifaiInput -MaximumDimension 128", files);
        ScriptResult whole = Session.Run("$input | Measure-ClarifaiInput", files[0]);

        Assert.Equal([(long)Cat.Length], shrunk.All("Bytes"));
        Assert.Equal([(long)Service.Inputs[0].Content!.Length], shrunk.All("BytesToSend"));
        Assert.Equal(
            ["InputRejected"], Session.Run("$input | ForEach-Object Refused", shrunk.Output[0]).All("ErrorId"));
        Assert.Equal([(long)Cat.Length], whole.All("BytesToSend"));
        Assert.Single(Service.Requests);
    }

    [Fact]
    public async Task One_engine_works_beside_a_connection_until_that_ends()
    {
        EngineProcess.SkipWhereChildrenAreNotListed();
        string cat = Folder.Write("cat.jpg", Cat);
        Session.Run("$input | Invoke-ClarifaiPredict -MaximumDimension 64", cat);
        using var engine = EngineProcess.Of(Environment.ProcessId);

        Session.Run("$input | Invoke-ClarifaiPredict -MaximumDimension 128", cat);
        Assert.Equal([engine.Id], EngineProcess.Children(Environment.ProcessId));
        engine.Kill();
        await engine.WaitForExitAsync();
        Session.Run("$input | Invoke-ClarifaiPredict -MaximumDimension 256", cat);
        using var next = EngineProcess.Of(Environment.ProcessId);
        Session.Run("Disconnect-Clarifai");

        await next.WaitForExitAsync();
        Assert.Equal([(64, 43), (128, 85), (256, 170)], Service.Inputs.Select(input => JpegFile.Size(input.Content!)));
    }

    [Fact]
    public async Task An_engine_that_dies_in_the_middle_of_a_run_is_replaced()
    {
        EngineProcess.SkipWhereChildrenAreNotListed();
        var asked = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        Service.Hold = (_, _) =>
        {
            asked.TrySetResult();
            return goOn.Task;
        };
        Session.Set("files", Enumerable.Range(0, 40).Select(number => Folder.Write($"{number}.jpg", Cat)).ToArray());
        using System.Management.Automation.PowerShell pipeline =
            Session.Pipeline("$files | Invoke-ClarifaiPredict -MaximumDimension 64 -BatchSize 1 -ThrottleLimit 1 | ForEach-Object Source");
        IAsyncResult run = pipeline.BeginInvoke();
        await asked.Task.MustEnd();
        using var engine = EngineProcess.Of(Environment.ProcessId);

        engine.Kill();
        await engine.WaitForExitAsync();
        goOn.SetResult();

        Assert.Equal(40, pipeline.EndInvoke(run).Distinct().Count());
        Assert.Empty(pipeline.Streams.Error);
        Assert.All(Service.Inputs, input => Assert.Equal((64, 43), JpegFile.Size(input.Content!)));
    }

    [Fact]
    public async Task An_engine_that_hangs_costs_the_image_its_time_out_and_is_named()
    {
        EngineProcess.SkipWhereChildrenAreNotListed();
        string cat = Folder.Write("cat.jpg", Cat);
        Session.Run("$input | Invoke-ClarifaiPredict -MaximumDimension 64", cat);
        using var engine = EngineProcess.Of(Environment.ProcessId);
        using (var stop = System.Diagnostics.Process.Start("kill", ["-STOP", $"{engine.Id}"]))
        {
            await stop.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        ScriptResult result = Session.Try(
            "$input | Invoke-ClarifaiPredict -MaximumDimension 128 -TimeoutSec 1 -MaximumRetryCount 0", cat);

        engine.Kill();
        Assert.Equal($"'{cat}': the local engine did not prepare the image within 1 s.", Assert.Single(result.Errors).Exception.Message);
        Assert.Equal("RequestTimeout", result.Errors[0].Id());
        Assert.Single(Service.Requests);
    }

    [Fact]
    public async Task Without_an_image_to_prepare_no_engine_is_started()
    {
        EngineProcess.SkipWhereChildrenAreNotListed();
        string cat = Folder.Write("cat.jpg", Cat);
        Session.Set("gif", Folder.Write("moving.gif", Picture("animated.gif")));
        Session.Set("file", Folder.PathOf("run.jsonl"));
        Session.Run("$input | Invoke-ClarifaiPredict -MaximumDimension 64 -CheckpointPath $file", cat);
        using var engine = EngineProcess.Of(Environment.ProcessId);
        engine.Kill();
        await engine.WaitForExitAsync();

        Session.Run("'https://example.com/a.jpg', $gif | Invoke-ClarifaiPredict -MaximumDimension 64");
        ScriptResult answered = Session.Run("$input | Invoke-ClarifaiPredict -MaximumDimension 64 -CheckpointPath $file", cat);

        Assert.NotEmpty(answered.Output);
        Assert.Empty(EngineProcess.Children(Environment.ProcessId));
    }

    [Fact]
    public void What_is_too_large_for_the_service_only_before_it_is_shrunk_is_sent()
    {
        byte[] large = Bitmap.Of(width: 3000, height: 2400);
        byte[] animated = [.. Picture("animated.gif"), .. new byte[21 * 1024 * 1024]];

        ScriptResult result = Session.Try(
            "$input | Invoke-ClarifaiPredict -MaximumDimension 64", Folder.Write("large.bmp", large), Folder.Write("large.gif", animated));

        Assert.Equal((64, 51), JpegFile.Size(Assert.Single(Service.Inputs).Content!));
        Assert.Equal("FileTooLarge", Assert.Single(result.Errors).Id());
        Assert.Equal(Folder.PathOf("large.gif"), result.Errors[0].TargetObject);
    }

    [Fact]
    public async Task Another_connection_ends_the_engine_beside_the_one_before()
    {
        EngineProcess.SkipWhereChildrenAreNotListed();
        string cat = Folder.Write("cat.jpg", Cat);
        Session.Run("$first = Get-ClarifaiConnection; $input | Invoke-ClarifaiPredict -MaximumDimension 64", cat);
        using var engine = EngineProcess.Of(Environment.ProcessId);

        Session.Connect(Service.Address);
        await engine.WaitForExitAsync();
        ScriptResult again = Session.Run("$input | Invoke-ClarifaiPredict -MaximumDimension 64 -Connection $first", cat);

        Assert.Empty(again.Errors);
    }

    [Fact]
    public void An_image_that_the_service_finds_too_large_is_named()
    {
        string cat = Folder.Write("cat.jpg", Cat);
        Service.Reply = _ => StubReply.Status(413, 11102, "Too large");

        ScriptResult result = Session.Try("$input | Invoke-ClarifaiPredict -MaximumDimension 64", cat);

        Assert.StartsWith($"'{cat}': ", Assert.Single(result.Errors).Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Measuring_without_a_connection_ends_the_engine_with_the_command()
    {
        EngineProcess.SkipWhereChildrenAreNotListed();
        Session.Run("Disconnect-Clarifai");

        Session.Set("cat", Folder.Write("cat.jpg", Cat));
        Session.Run("$id = 0; Measure-ClarifaiInput $cat -MaximumDimension 64");

        await Task.WhenAll(EngineProcess.Children(Environment.ProcessId).Select(async id =>
        {
            using var left = System.Diagnostics.Process.GetProcessById(id);
            await left.WaitForExitAsync().MustEnd();
        }));
    }

    [Fact]
    public async Task Frames_taken_here_are_scaled_to_it()
    {
        string video = await SampleVideo.MakeAsync(
            Folder.PathOf("wide.mp4"), "-f", "lavfi", "-i", "color=gray:size=640x360:rate=1:duration=2", "-pix_fmt", "yuv420p");

        Session.Run("$input | Get-ClarifaiVideoFrame -SampleLocally -MaximumDimension 320", video);
        ScriptResult whole = Session.Try("$input | Get-ClarifaiVideoFrame -MaximumDimension 320", video);

        Assert.Equal([(320, 180), (320, 180)], Service.Inputs.Select(input => JpegFile.Size(input.Content!)));
        Assert.Equal("MaximumDimensionWithoutSampleLocally", whole.Terminating!.Id());
        Assert.Equal(2, Service.Inputs.Count);
    }

    [Fact]
    public async Task A_run_that_shrinks_is_stopped_at_once()
    {
        var asked = new TaskCompletionSource();
        Service.Hold = (_, aborted) =>
        {
            asked.TrySetResult();
            return Task.Delay(Timeout.Infinite, aborted);
        };
        Session.Set("files", Enumerable.Range(0, 100).Select(number => Folder.Write($"{number}.jpg", Cat)).ToArray());
        using System.Management.Automation.PowerShell pipeline =
            Session.Pipeline("$files | Invoke-ClarifaiPredict -MaximumDimension 64 -BatchSize 8 -ThrottleLimit 2");
        IAsyncResult run = pipeline.BeginInvoke();
        await asked.Task.MustEnd();

        pipeline.Stop();

        pipeline.EndStopped(run);
    }

    /// <summary>Before a service as the real one is with phone photos: it refuses HEIC, and knows nothing of EXIF.</summary>
    [Fact]
    public async Task Phone_photos_have_the_answers_of_upright_pictures()
    {
        SampleVideo.Require();
        using var engine = new ModuleSession();
        engine.Run("Connect-Clarifai -Local");
        Lock gate = new();
        Service.Reply = request =>
        {
            lock (gate)
            {
                string[] outputs =
                [
                    .. request.Inputs.Select(input =>
                    {
                        Assert.Equal(0xFF, input.Content![0]);
                        engine.Set("bytes", JpegFile.WithoutMetadata(input.Content));
                        return (string)engine.Run("Invoke-ClarifaiPredict -InputObject $bytes -As Raw").Output[0].BaseObject;
                    }),
                ];
                return new StubReply(200, $$"""{"status":{"code":10000},"outputs":[{{string.Join(',', outputs)}}]}""");
            }
        };
        (string Name, byte Orientation, string Turn)[] held =
            [("cat", 6, "transpose=2"), ("coffee", 8, "transpose=1"), ("astronaut", 3, "transpose=1,transpose=1")];
        List<object> upright = [];
        List<object> photos = [];
        foreach ((string name, byte orientation, string turn) in held)
        {
            string sample = Repository.PathOf("samples", $"{name}.jpg");
            string stored = await SampleVideo.MakeAsync(
                Folder.PathOf($"stored-{name}.jpg"), "-i", sample, "-vf", turn, "-frames:v", "1", "-q:v", "1");
            byte[] content = await File.ReadAllBytesAsync(stored, TestContext.Current.CancellationToken);
            photos.Add(Folder.Write($"{name}.jpg", JpegFile.WithOrientation(content, orientation)));
            upright.Add(sample);
        }

        upright.Add(Repository.PathOf("samples", "cat.jpg"));
        photos.Add(Folder.Write("phone.heic", Picture("cat.heic")));

        Dictionary<(int, string), double> expected = Confident("$input | Invoke-ClarifaiPredict", upright);
        Dictionary<(int, string), double> answers = Confident("$input | Invoke-ClarifaiPredict -MaximumDimension 1024", photos);
        Dictionary<(int, string), double> asStored = Confident("$input | Invoke-ClarifaiPredict", photos.Take(held.Length));

        Assert.Equal(expected.Keys.Order(), answers.Keys.Order());
        Assert.All(expected, said => Assert.Equal(said.Value, answers[said.Key], 0.05));
        Assert.NotEqual(expected.Keys.Count(said => said.Item1 < held.Length), asStored.Count);
    }

    // What is said from .5 on of each input.
    private Dictionary<(int Input, string Name), double> Confident(string script, IEnumerable<object> inputs) =>
        Session.Run($"{script} -MinValue 0.5", [.. inputs]).Output.Where(concept => (double)concept.Value("Value")! >= 0.5).ToDictionary(
            concept => ((int)concept.Value("InputIndex")!, (string)concept.Value("Name")!),
            concept => (double)concept.Value("Value")!);

    private static byte[] Picture(string name) =>
        File.ReadAllBytes(Repository.PathOf("tests", Path.Combine("Clarifai.Local.Tests", "Data", "pictures", name)));

    private static IEnumerable<double> Box(ScriptResult result) => Edges.Select(
        edge => Convert.ToDouble(Assert.Single(result.Output).Value(edge), CultureInfo.InvariantCulture));
}
