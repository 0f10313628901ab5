using System.Management.Automation;
using System.Text.Json.Nodes;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Answers;

/// <summary>One object a concept, one an input, or the service's own JSON.</summary>
public sealed class OutputFormTests : ConnectedTest
{
    [Fact]
    public void As_Output_emits_one_object_an_input_with_everything_in_it()
    {
        string cat = Folder.Picture("cat.jpg");
        Service.Data = _ => """
            {"concepts":[{"id":"a","name":"cat","value":0.9}],
            "regions":[{"id":"r1","data":{"concepts":[{"id":"b","name":"face","value":0.8}]}},{"id":"r2","data":{}}]}
            """;
        Session.Set("path", cat);

        PSObject output = Assert.Single(Session.Run("Invoke-ClarifaiPredict $path -As Output").Output);

        Assert.Equal("Clarifai.PredictOutput", output.TypeNames[0]);
        Assert.Equal(cat, output.Value("Source"));
        Assert.Equal(0, output.Value("InputIndex"));
        Assert.Equal("general", output.Value("ModelName"));
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero), output.Value("CreatedAt"));
        Session.Set("output", output);
        Assert.Equal(["cat", "face"], Session.Run("$output.Concepts").Names);
        Assert.Equal(["r1", "r2"], Session.Run("$output.Regions").All("RegionId"));
        Assert.Equal([10000], Session.Run("$output.Status").All("Code"));
        Assert.Equal($"{cat}: cat 0.900, face 0.800, r2", output.ToString());
        Assert.Equal(@"Microsoft.PowerShell.Core\FileSystem::" + cat, output.Value("PSPath"));
    }

    [Fact]
    public void As_Output_emits_an_object_for_an_empty_answer_too()
    {
        Service.Data = _ => "{}";

        ScriptResult result = Session.Run("$input | Invoke-ClarifaiPredict -As Output", SampleFile.Picture("x"), SampleFile.Picture("y"));

        Assert.Equal(["bytes 0", "bytes 1"], result.Sources);
    }

    [Fact]
    public void As_Raw_emits_the_JSON_of_each_output_as_it_was_sent()
    {
        static string Said(string name) => $$"""{"concepts":[{"name":"{{name}}","value":0.90}],"unknown_of_tomorrow":[1,{"x":null}]}""";
        Service.Data = input => Said(input.Caption);

        ScriptResult result = Session.Run("$input | Invoke-ClarifaiPredict -As Raw", SampleFile.Picture("x"), SampleFile.Picture("y"));

        string[] json = [.. result.Output.Select(raw => Assert.IsType<string>(raw.BaseObject))];
        Assert.Equal(2, json.Length);
        Assert.Equal(["x", "y"], json.Select(text => (string?)JsonNode.Parse(text)!["data"]!["concepts"]![0]!["name"]));
        Assert.Contains(Said("x"), json[0], StringComparison.Ordinal);
        Assert.Equal(["id", "status", "created_at", "model", "data"], JsonNode.Parse(json[0])!.AsObject().Select(member => member.Key));
    }

    [Fact]
    public void As_Raw_leaves_out_the_bytes_that_the_service_echoes()
    {
        Service.Reply = request => new StubReply(200, """
            {"status":{"code":10000},"outputs":[{"id":"o","status":{"code":10000},
            "input":{"id":"i","data":{"image":{"base64":"<bytes>","url":"u"}}},"data":{}}]}
            """.Replace("<bytes>", Convert.ToBase64String(request.Inputs[0].Content!), StringComparison.Ordinal));

        Assert.Equal("""{"id":"i","data":{"image":{"base64":null,"url":"u"}}}""", JsonNode.Parse(Raw())!["input"]!.ToJsonString());
    }

    [Fact]
    public void An_answer_without_concepts_emits_nothing_but_a_verbose_line()
    {
        string cat = Folder.Picture("cat.jpg");
        Service.Data = _ => """{"concepts":[]}""";
        Session.Set("path", cat);

        ScriptResult result = Session.Run("Invoke-ClarifaiPredict $path -Verbose");

        Assert.Empty(result.Output);
        Assert.Single(result.Verbose, line => line == $"'{cat}': the model found nothing.");
    }

    [Fact]
    public void What_is_not_read_here_is_named_in_a_verbose_line_and_there_in_the_JSON()
    {
        Service.Data = _ => """{"heatmaps":[{"x":1}],"tracks":[],"metadata":{},"audio":{"url":"u"}}""";

        ScriptResult result = Session.Run("$input | Invoke-ClarifaiPredict -Verbose", SampleFile.Picture("x"));

        Assert.Empty(result.Output);
        Assert.Single(result.Verbose, line => line == "'bytes 0': the model returned heatmaps, audio; use -As Raw to see it.");
        Assert.Contains("""{"heatmaps":[{"x":1}]""", Raw(), StringComparison.Ordinal);
    }

    [Fact]
    public void As_Output_has_each_kind_apart()
    {
        Service.Data = _ => """
            {"colors":[{"raw_hex":"#000000","value":1}],"embeddings":[{"vector":[1,2]}],"focus":{"density":0.5},"text":{"raw":"EXIT"},
            "clusters":[{"id":"3_29"}],
            "regions":[{"id":"r1","region_info":{"mask":{"image":{"base64":"AQID"}}},"data":{"concepts":[{"name":"sky"}]}}]}
            """;
        Session.Set("output", Assert.Single(Session.Run("$input | Invoke-ClarifaiPredict -As Output", SampleFile.Picture("x")).Output));

        Assert.Equal(["#000000"], Session.Run("$output.Colors").All("Hex"));
        Assert.Equal([2], Session.Run("$output.Embeddings").All("Dimensions"));
        Assert.Equal([0.5], Session.Run("$output.Focuses").All("Density"));
        Assert.Equal(["EXIT"], Session.Run("$output.Texts").All("Text"));
        Assert.Equal(["3_29"], Session.Run("$output.Clusters").All("Id"));
        Assert.Equal(["sky"], Session.Run("$output.Masks").Names);
        Assert.Equal([(byte)1, (byte)2, (byte)3], Session.Run("$output.Masks[0].GetImage()").Output.Select(one => one.BaseObject));
        Assert.Empty(Session.Run("$output.Concepts").Output);
    }

    [Fact]
    public void Answers_come_in_the_order_of_the_inputs_even_if_the_service_answers_later_ones_first()
    {
        // Requests of one input each: the first two are held until the third and the fourth are being answered.
        int later = 2;
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Service.Hold = (request, ended) => request.Inputs[0].Caption is "a" or "b" ? answered.Task.WaitAsync(ended) : Task.CompletedTask;
        Service.Data = input =>
        {
            if (input.Caption is "c" or "d" && Interlocked.Decrement(ref later) == 0)
            {
                answered.SetResult();
            }

            return StubReply.Echo(input);
        };

        ScriptResult result = Session.Run(
            "$input | Invoke-ClarifaiPredict -BatchSize 1 -ThrottleLimit 4", SampleFile.Pictures("a", "b", "c", "d"));

        Assert.Equal(["a", "b", "c", "d"], result.Names);
        Assert.Equal([0, 1, 2, 3], result.All("InputIndex"));
    }

    [Fact]
    public void Many_inputs_come_out_in_order_whatever_the_batches()
    {
        string[] names = [.. Enumerable.Range(0, 300).Select(i => $"picture {i}")];

        ScriptResult result = Session.Run("$input | Invoke-ClarifaiPredict -BatchSize 7", SampleFile.Pictures(names));

        Assert.Equal(names, result.Names);
        Assert.Equal(Enumerable.Range(0, 300), result.All("InputIndex").Cast<int>());
        Assert.All(Service.Requests, request => Assert.InRange(request.Inputs.Count, 1, 7));
    }

    private string Raw() => Assert.IsType<string>(
        Assert.Single(Session.Run("$input | Invoke-ClarifaiPredict -As Raw", SampleFile.Picture("x")).Output).BaseObject);
}
