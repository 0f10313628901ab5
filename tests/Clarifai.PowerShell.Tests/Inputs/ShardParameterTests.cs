using System.Globalization;
using System.Management.Automation;
using System.Text.Json.Nodes;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Inputs;

/// <summary>-Shard and -ShardRoot: of the inputs that come by, each is taken by exactly one of the runs.</summary>
public sealed class ShardParameterTests : ConnectedTest
{
    private const int Shards = 3;

    [Theory]
    [InlineData("Get-ChildItem *.jpg | Invoke-ClarifaiPredict")]
    [InlineData("Invoke-ClarifaiPredict *.jpg")]
    [InlineData("Invoke-ClarifaiPredict (Get-ChildItem *.jpg -Name)")]
    [InlineData("Invoke-ClarifaiPredict -LiteralPath (Get-ChildItem *.jpg -Name)")]
    [InlineData("Get-ChildItem *.jpg | Select-Object FullName | Invoke-ClarifaiPredict")]
    [InlineData("Get-ChildItem *.jpg | ForEach-Object { [uri] $_.FullName } | Invoke-ClarifaiPredict")]
    [InlineData("Get-ChildItem *.jpg | ForEach-Object { , [IO.File]::ReadAllBytes($_.FullName) } | Invoke-ClarifaiPredict")]
    [InlineData("Get-ChildItem *.jpg | ForEach-Object { [IO.File]::OpenRead($_.FullName) } | Invoke-ClarifaiPredict")]
    [InlineData("1..40 | ForEach-Object { \"https://p.example/$_.jpg\" } | Invoke-ClarifaiPredict")]
    [InlineData("Invoke-ClarifaiPredict -Uri (1..40 | ForEach-Object { \"https://p.example/$_.jpg\" })")]
    [InlineData("Invoke-ClarifaiPredict -Model a/b/c -Text (1..40 | ForEach-Object { \"$_\" })")]
    [InlineData("Get-ChildItem *.jpg | Invoke-ClarifaiWorkflow -Workflow party -As Row")]
    public void The_shards_add_up_to_the_listing(string command)
    {
        WritePictures();
        if (command.Contains("Workflow", StringComparison.Ordinal))
        {
            Service.Reply = request =>
            {
                var reply = StubReply.Outputs(request, Service.Code, Service.Data);
                return reply with { Body = OfWorkflow(reply.Body) };
            };
        }

        int[] counts = [.. Enumerable.Range(1, Shards).Select(number =>
        {
            int before = Service.Inputs.Count;
            Session.Run($"{command} -Shard {number}/{Shards}");
            return Service.Inputs.Count - before;
        })];

        Assert.All(counts, count => Assert.InRange(count, 1, 39));
        Assert.Equal(40, Service.Captions.Distinct().Count());
        Assert.Equal(40, Service.Captions.Count);
    }

    [Theory]
    [InlineData("Shard", "")]
    [InlineData("ShardRoot", "Import-ClarifaiCheckpoint ")]
    public void Only_cmdlets_whose_inputs_can_be_shared_out_have_them(string parameter, string more)
    {
        ScriptResult commands = Session.Run($"Get-Command -Module Clarifai -CommandType Cmdlet -ParameterName {parameter}");

        Assert.Equal(
            $"Get-ClarifaiVideoFrame {more}Invoke-ClarifaiPredict Invoke-ClarifaiWorkflow Measure-ClarifaiInput",
            string.Join(' ', commands.Names.Order()));
    }

    [Fact]
    public void Adding_files_moves_none_of_the_others()
    {
        WritePictures();
        const string Script = "Get-ChildItem *.jpg | Invoke-ClarifaiPredict -Shard 2/3";
        object?[] before = [.. Session.Run(Script).Sources];
        foreach (int number in Enumerable.Range(100, 20))
        {
            Folder.Picture($"{number}.jpg");
        }

        Assert.Empty(before.Except(Session.Run(Script).Sources));
    }

    [Fact]
    public void An_address_is_in_the_same_shard_whatever_its_signature()
    {
        foreach (string signature in (string[])["a", "b", "c", "d", "e"])
        {
            Session.Run($"Invoke-ClarifaiPredict 'https://p.example/1.jpg?sig={signature}' -Shard 1/2");
        }

        Assert.Contains(Service.Inputs.Count, (int[])[0, 5]);
    }

    [Fact]
    public void Below_a_root_a_file_is_in_the_same_shard_wherever_the_root_is_and_not_asked_about_again()
    {
        string[] names = [.. Enumerable.Range(0, 20).Select(number => $"{number % 3}/{number}.jpg")];
        string[] mounts = [Folder.PathOf("a"), Folder.PathOf("b/c")];
        foreach (string name in names)
        {
            string path = Folder.Picture($"a/{name}");
            string copy = Folder.Picture($"b/c/{name}");
            File.SetLastWriteTimeUtc(copy, File.GetLastWriteTimeUtc(path));
        }

        Session.GoTo(Folder.FullPath);
        Session.Set("mounts", mounts);
        const string Script =
            "Get-ChildItem $mounts[{0}] -Recurse -File | "
            + "Invoke-ClarifaiPredict -Shard 1/2 -ShardRoot $mounts[{0}] -CheckpointPath one.jsonl";
        ScriptResult first = Session.Run(string.Format(CultureInfo.InvariantCulture, Script, 0));
        int asked = Service.Inputs.Count;
        ScriptResult second = Session.Run(string.Format(CultureInfo.InvariantCulture, Script, 1));

        Assert.InRange(asked, 1, 19);
        Assert.Equal(asked, Service.Inputs.Count);
        Assert.Equal(first.Names, second.Names);
        Assert.All(second.Sources, source => Assert.StartsWith(mounts[1], (string)source!, StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_outside_the_root_is_an_error_of_its_own()
    {
        string inside = Folder.Picture("root/1.jpg");
        string outside = Folder.Picture("rooter/2.jpg");
        Session.Set("root", Folder.PathOf("root"));

        ScriptResult result = Session.Try("$input | Invoke-ClarifaiPredict -ShardRoot $root", inside, outside);

        Assert.Equal([inside], result.Sources);
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal(("PathOutsideRoot", ErrorCategory.InvalidArgument), error.Kind());
        Assert.Equal(outside, error.TargetObject);
    }

    [Fact]
    public void A_missing_file_is_reported_by_one_shard()
    {
        Session.GoTo(Folder.FullPath);

        ScriptResult[] results = [.. Enumerable.Range(1, 5).Select(number =>
            Session.Try($"'missing.jpg', 'also missing.jpg' | Invoke-ClarifaiPredict -Shard {number}/5"))];

        Assert.Equal(2, results.Sum(result => result.Errors.Count));
    }

    [Theory]
    [InlineData("0/16")]
    [InlineData("17/16")]
    [InlineData("(1/16)")]
    [InlineData("3")]
    [InlineData("''")]
    public void Anything_else_is_refused_before_anything_is_sent(string shard)
    {
        ScriptResult result = Session.Try($"Invoke-ClarifaiPredict https://p.example/1.jpg -Shard {shard}");

        Assert.Equal("ParameterArgumentValidationError", result.Terminating!.Id());
        Assert.Contains("1/16 to 16/16", result.Terminating!.ToString(), StringComparison.Ordinal);
        Assert.Empty(Service.Requests);
    }

    [Fact]
    public void The_dry_run_counts_the_shard()
    {
        WritePictures();

        int[] counts = [.. Enumerable.Range(1, Shards)
            .Select(number => (int)Session.Run($"Get-ChildItem *.jpg | Measure-ClarifaiInput -Shard {number}/{Shards}").All("Inputs")[0]!)];

        Assert.All(counts, count => Assert.InRange(count, 1, 39));
        Assert.Equal(40, counts.Sum());
    }

    [Fact]
    public void A_video_is_in_one_shard()
    {
        foreach (int number in Enumerable.Range(0, 12))
        {
            Folder.Video($"{number}.mp4");
        }

        Session.GoTo(Folder.FullPath);
        Service.Data = _ => """{"frames":[{"frame_info":{"index":0,"time":0},"data":{"concepts":[{"name":"a","value":1}]}}]}""";
        foreach (int number in Enumerable.Range(1, 2))
        {
            Session.Run($"Get-ChildItem *.mp4 | Get-ClarifaiVideoFrame -Shard {number}/2");
        }

        Assert.Equal(12, Service.Captions.Distinct().Count());
        Assert.Equal(12, Service.Captions.Count);
    }

    private static string OfWorkflow(string body)
    {
        var answer = JsonNode.Parse(body)!.AsObject();
        JsonArray outputs = answer["outputs"]!.AsArray();
        answer.Remove("outputs");
        answer["results"] = new JsonArray([.. outputs.Select(output => new JsonObject
        {
            ["status"] = output!["status"]!.DeepClone(),
            ["outputs"] = new JsonArray(output.DeepClone()),
        })]);
        return answer.ToJsonString();
    }

    private void WritePictures()
    {
        foreach (int number in Enumerable.Range(0, 40))
        {
            Folder.Picture($"{number}.jpg");
        }

        Session.GoTo(Folder.FullPath);
    }
}
