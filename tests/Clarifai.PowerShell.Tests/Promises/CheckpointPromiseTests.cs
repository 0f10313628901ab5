using System.Management.Automation;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Promises;

/// <summary>A checkpoint gives back what was asked by the same one, and no damage to it costs more than what was damaged.</summary>
public sealed class CheckpointPromiseTests : PromiseTest
{
    private const string Run = $"Invoke-ClarifaiPredict -Uri $inputs {OneByOne} -CheckpointPath run.jsonl";

    private static readonly string[] Inputs = ["https://p.example/a.jpg", "https://p.example/b.jpg", "https://p.example/c.jpg"];

    private string Checkpoint => Folder.PathOf("run.jsonl");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Session.Set("inputs", Inputs);
        Session.Set("one", ModuleSession.Secret("one-0123456789abcdef"));
        Session.Set("two", ModuleSession.Secret("two-0123456789abcdef"));
    }

    [Theory]
    [InlineData("-PersonalAccessToken $one -UserId alice -AppId photos", "-PersonalAccessToken $one -UserId bob -AppId photos", "birds")]
    [InlineData("-PersonalAccessToken $one -UserId alice -AppId photos", "-PersonalAccessToken $one -UserId alice -AppId other", "birds")]
    [InlineData("-ApiKey $one -UserId alice -AppId photos", "-ApiKey $one -UserId bob -AppId photos", "birds")]
    [InlineData("-ApiKey $one", "-ApiKey $two", "birds")]
    [InlineData("-PersonalAccessToken $one", "-PersonalAccessToken $two", "birds")]
    [InlineData("-ApiKey $one", "-ApiKey $two", "general")]
    [InlineData("-ApiKey $one", "-ApiKey $one -UserId bob -AppId photos", "birds")]
    public void Answers_to_somebody_else_are_never_taken(string first, string second, string model)
    {
        Session.Run($"Connect-Clarifai {first} -BaseUri $service; {Run} -Model {model}");
        byte[] before = File.ReadAllBytes(Checkpoint);

        ScriptResult result = Session.Try($"Connect-Clarifai {second} -BaseUri $service; {Run} -Model {model}");

        Assert.Empty(result.Output);
        Assert.Equal(("CheckpointMismatch", ErrorCategory.InvalidOperation), result.Terminating!.Kind());
        Assert.Equal(Inputs, Service.Captions);
        Assert.Equal(before, File.ReadAllBytes(Checkpoint));
    }

    [Fact]
    public async Task Answers_of_another_service_are_never_taken()
    {
        await using var other = new RawService();
        Session.Run(Run);
        Session.Connect(other.Address);

        ScriptResult result = Session.Try(Run);

        Assert.Equal("CheckpointMismatch", result.Terminating!.Id());
        Assert.Empty(other.Requests);
    }

    [Theory]
    [InlineData("-PersonalAccessToken {0} -UserId alice -AppId photos", "birds")]
    [InlineData("-PersonalAccessToken {0} -UserId alice -AppId photos", "general")]
    [InlineData("-PersonalAccessToken {0}", "general")]
    [InlineData("-PersonalAccessToken {0}", "alice/photos/birds")]
    [InlineData("-ApiKey {0} -UserId alice -AppId photos", "birds")]
    public void A_rotated_token_starts_nothing_anew(string connect, string model)
    {
        string before = string.Format(null, connect, "$one");
        string after = string.Format(null, connect, "$two");
        Session.Run($"Connect-Clarifai {before} -BaseUri $service; {Run} -Model {model}");

        ScriptResult result = Session.Run($"Connect-Clarifai {after} -BaseUri $service; {Run} -Model {model}");

        Assert.Equal(Inputs, result.Names);
        Assert.Equal(Inputs, Service.Captions);
        Assert.Empty(result.Warnings);
    }

    [Theory]
    [InlineData("-ApiKey $one")]
    [InlineData("-PersonalAccessToken $one -UserId alice -AppId photos")]
    public void The_file_shows_no_key_and_no_part_of_one(string connect)
    {
        Session.Run($"Connect-Clarifai {connect} -BaseUri $service; {Run} -Model birds");

        string text = File.ReadAllText(Checkpoint);
        Assert.DoesNotContain("one-0123", text, StringComparison.Ordinal);
        Assert.DoesNotContain("456789abcdef", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://{0}/v2")]
    [InlineData("http://{0}/v2/")]
    [InlineData("http://{0}")]
    public void The_same_address_may_be_written_in_another_way(string address)
    {
        Session.Run(Run);
        Session.Set("other", string.Format(null, address, Service.Address.Authority));

        ScriptResult result = Session.Run($"Connect-Clarifai -ApiKey $key -BaseUri $other; {Run}");

        Assert.Equal(Inputs, result.Names);
        Assert.Equal(Inputs, Service.Captions);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-BatchSize 1 -ThrottleLimit 1")]
    public void Another_version_of_the_model_is_warned_of_by_the_only_new_answer(string options)
    {
        Session.Run(Run);
        Service.Answer = request =>
            RawReply.Outputs(200, 10000, request.Captions.Select(caption => RawReply.Output(caption, version: "version-2")));

        Session.Set("inputs", (string[])[.. Inputs, "https://p.example/d.jpg"]);

        ScriptResult result = Session.Run($"Invoke-ClarifaiPredict -Uri $inputs {options} -CheckpointPath run.jsonl");

        Assert.Equal(4, result.Names.Count);
        Assert.Contains("version-2", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_version_of_the_model_than_the_stored_answers_have_is_warned_of_once()
    {
        Session.Run(Run);
        Service.Answer = request =>
            RawReply.Outputs(200, 10000, request.Captions.Select(caption => RawReply.Output(caption, version: "version-2")));
        Session.Set("inputs", (string[])[.. Inputs, "https://p.example/d.jpg", "https://p.example/e.jpg"]);

        ScriptResult result = Session.Run(Run);

        Assert.Equal(5, result.Names.Count);
        Assert.Equal(5, Service.Requests.Count);
        Assert.Contains("version-2", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_version_of_the_model_is_not_warned_of()
    {
        Session.Run(Run);
        Session.Set("inputs", (string[])[.. Inputs, "https://p.example/d.jpg"]);

        Assert.Empty(Session.Run(Run).Warnings);
    }

    [Theory]
    [InlineData("torn")]
    [InlineData("zeros")]
    [InlineData("blank")]
    [InlineData("spaces")]
    [InlineData("no JSON")]
    [InlineData("no object")]
    [InlineData("another object")]
    [InlineData("glued to the next")]
    [InlineData("an output without content")]
    [InlineData("a byte of a name")]
    [InlineData("a second outcome")]
    public void A_damaged_line_costs_its_inputs_a_new_request_and_a_warning(string damage)
    {
        string[] lines = Written();
        int b = Array.FindIndex(lines, line => line.Contains("/b.jpg", StringComparison.Ordinal));
        string[] damaged = damage switch
        {
            "torn" => [.. lines[..b], lines[b][..(lines[b].Length / 2)], .. lines[(b + 1)..]],
            "zeros" => [.. lines[..b], new string('\0', lines[b].Length), .. lines[(b + 1)..]],
            "blank" => [.. lines[..b], "", .. lines[(b + 1)..]],
            "spaces" => [.. lines[..b], "   ", .. lines[(b + 1)..]],
            "no JSON" => [.. lines[..b], "edited by hand", .. lines[(b + 1)..]],
            "no object" => [.. lines[..b], "[1,2,3]", .. lines[(b + 1)..]],
            "another object" => [.. lines[..b], """{"a":{"b":1}}""", .. lines[(b + 1)..]],
            "an output without content" =>
                [.. lines[..b], Regex.Replace(lines[b], @"""outputs"":\[.*\]", @"""outputs"":[{}]"), .. lines[(b + 1)..]],
            "a byte of a name" =>
                [.. lines[..b], lines[b].Replace("/b.jpg", "/c.jpg", StringComparison.Ordinal), .. lines[(b + 1)..]],
            "a second outcome" =>
                [.. lines[..b], lines[b].Insert(lines[b].Length - 1, ",\"outputs\":[{}]"), .. lines[(b + 1)..]],
            _ => [.. lines[..b], lines[b][..(lines[b].Length / 2)] + lines[b + 1], .. lines[(b + 2)..]],
        };
        File.WriteAllText(Checkpoint, string.Concat(damaged.Select(line => line + "\n")));

        ScriptResult result = Session.Run(Run);

        Assert.Equal(Inputs, result.Names);
        Assert.Equal(Inputs, result.Sources);
        Assert.Equal(damage == "glued to the next" ? [Inputs[1], Inputs[2]] : [Inputs[1]], Service.Captions.Skip(3));
        Assert.Matches(damage == "glued to the next" ? @"\b[12]\b" : @"\b1\b", Assert.Single(result.Warnings));
        int asked = Service.Requests.Count;
        Assert.Equal(Inputs, Session.Run(Run).Names);
        Assert.Equal(asked, Service.Requests.Count);
    }

    [Fact]
    public void A_torn_end_costs_the_input_that_stood_there()
    {
        Written();
        byte[] bytes = File.ReadAllBytes(Checkpoint);
        File.WriteAllBytes(Checkpoint, bytes[..^40]);

        ScriptResult result = Session.Run(Run);

        Assert.Equal(Inputs, result.Names);
        Assert.Equal([Inputs[2]], Service.Captions.Skip(3));
        Assert.Single(result.Warnings);
        Assert.Equal(Inputs, Session.Run(Run).Names);
        Assert.Equal(4, Service.Requests.Count);
    }

    [Fact]
    public void An_end_of_zeros_costs_nothing_but_a_warning()
    {
        Written();
        File.AppendAllText(Checkpoint, new string('\0', 4096));

        ScriptResult result = Session.Run(Run);

        Assert.Equal(Inputs, result.Names);
        Assert.Equal(3, Service.Requests.Count);
        Assert.Single(result.Warnings);
    }

    [Fact]
    public void Line_ends_of_Windows_cost_nothing()
    {
        Written();
        File.WriteAllText(Checkpoint, File.ReadAllText(Checkpoint).ReplaceLineEndings("\r\n"));

        ScriptResult result = Session.Run(Run);

        Assert.Equal(Inputs, result.Names);
        Assert.Equal(3, Service.Requests.Count);
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void The_warning_counts_the_damaged_lines()
    {
        string[] lines = Written();
        File.WriteAllText(Checkpoint, string.Concat(lines[..^2].Concat(["edited", "by hand"]).Select(line => line + "\n")));

        ScriptResult result = Session.Run(Run);

        Assert.Equal(Inputs, result.Names);
        Assert.Equal([Inputs[1], Inputs[2]], Service.Captions.Skip(3));
        Assert.Matches(@"\b2\b", Assert.Single(result.Warnings));
    }

    [Theory]
    [InlineData("left out")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("\"text\"")]
    [InlineData("[]")]
    [InlineData("{}")]
    public void A_member_that_is_missing_or_of_another_kind_costs_no_more_than_that_line(string value)
    {
        string[] lines = Written();
        int b = Array.FindIndex(lines, line => line.Contains("/b.jpg", StringComparison.Ordinal));
        string[] members = [.. JsonNode.Parse(lines[b])!.AsObject().Select(member => member.Key)];
        int askedAgain = 0;
        foreach (string member in members)
        {
            JsonObject line = JsonNode.Parse(lines[b])!.AsObject();
            line.Remove(member);
            if (value != "left out")
            {
                line[member] = JsonNode.Parse(value);
            }

            File.WriteAllText(Checkpoint, string.Concat(
                lines[..b].Append(line.ToJsonString()).Concat(lines[(b + 1)..]).Select(text => text + "\n")));
            int before = Service.Requests.Count;

            ScriptResult result = Session.Run(Run);

            Assert.Equal(Inputs, result.Names);
            Assert.Equal(Inputs, result.Sources);
            IReadOnlyList<string> asked = [.. Service.Captions.Skip(before)];
            Assert.True(asked is [] || asked.SequenceEqual([Inputs[1]]), $"{member}: {string.Join(' ', asked)}");
            Assert.Equal(asked.Count, result.Warnings.Count);
            askedAgain += asked.Count;
        }

        Assert.NotEqual(0, askedAgain);
    }

    [Fact]
    public void A_damaged_first_line_does_not_cost_the_file()
    {
        string[] lines = Written();
        File.WriteAllText(Checkpoint, string.Concat(lines.Skip(1).Prepend("damaged").Select(line => line + "\n")));

        ScriptResult result = Session.Run(Run);

        Assert.Equal(Inputs, result.Names);
        Assert.Single(result.Warnings);
    }

    [Theory]
    [InlineData("Dear diary,\ntoday I asked a model.\n")]
    [InlineData("{\"Source\":\"a.jpg\",\"Name\":\"cat\"}\n{\"Source\":\"b.jpg\",\"Name\":\"dog\"}\n")]
    [InlineData("\u00FF\u00D8\u00FF\u00E0JFIF")]
    public void A_file_that_has_no_line_of_ours_is_no_checkpoint_and_stays_as_it_is(string content)
    {
        File.WriteAllText(Checkpoint, content);
        byte[] before = File.ReadAllBytes(Checkpoint);

        ScriptResult result = Session.Try(Run);

        Assert.StartsWith("Checkpoint", result.Terminating!.Id(), StringComparison.Ordinal);
        Assert.Matches("(no|not a) checkpoint", result.Terminating!.Exception.Message);
        Assert.Empty(Service.Requests);
        Assert.Equal(before, File.ReadAllBytes(Checkpoint));
    }

    [Fact]
    public void A_pipe_is_no_checkpoint()
    {
        UnixFile.MakePipe(Checkpoint);

        ScriptResult result = UnixFile.TryPast(Checkpoint, () => Session.Try(Run));

        Assert.StartsWith("Checkpoint", result.Terminating!.Id(), StringComparison.Ordinal);
        Assert.Empty(Service.Requests);
        Assert.True(UnixFile.IsPipe(Checkpoint));
    }

    [Fact]
    public void A_device_is_no_checkpoint()
    {
        UnixFile.MakeFullDevice(Checkpoint);

        ScriptResult result = Session.Try(Run);

        Assert.StartsWith("Checkpoint", result.Terminating!.Id(), StringComparison.Ordinal);
        Assert.Contains("run.jsonl", result.Terminating!.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(Service.Requests);
    }

    [Fact]
    public async Task A_full_disk_is_a_clear_error_and_what_was_kept_stays()
    {
        string long20k = new('x', 20_000);
        Service.Answer = request => RawReply.Outputs(200, 10000, request.Captions.Select(caption => RawReply.OutputOf(
            $$"""{"concepts":[{"id":"{{long20k}}","name":"{{caption}}","value":0.9}]}""")));
        string script =
            $$"""
            $inputs = 1..9 | ForEach-Object { "https://p.example/$_.jpg" }
            try { Invoke-ClarifaiPredict -Uri $inputs {{OneByOne}} -CheckpointPath '{{Checkpoint}}' | ForEach-Object Name }
            catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
            """;

        // The runtime itself would begin with files that are larger.
        const string Limits = "export DOTNET_EnableWriteXorExecute=0; trap '' XFSZ; ulimit -f 128";
        string[] limited = (await UnixFile.RunLimitedAsync(Limits, script, Service.Address)).Split('\n');
        IReadOnlyList<object> whole = [.. Session.Run(script).Output.Select(line => line.BaseObject)];

        int names = limited.TakeWhile(line => line.StartsWith("https:", StringComparison.Ordinal)).Count();
        Assert.InRange(names, 1, 8);
        Assert.StartsWith("CheckpointFailed,", limited[names], StringComparison.Ordinal);
        Assert.Contains("run.jsonl", limited[names + 1], StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(1, 9).Select(i => $"https://p.example/{i}.jpg"), whole);

        // The last one was answered and could not be kept.
        Assert.All(limited[..(names - 1)], name => Assert.Single(Service.Captions, name));
    }

    // The lines of a checkpoint with all three inputs, one input a line.
    private string[] Written()
    {
        Session.Run(Run);
        string[] lines = File.ReadAllLines(Checkpoint);
        Assert.All(Inputs, input => Assert.Single(lines, line => line.Contains(input, StringComparison.Ordinal)));
        return lines;
    }
}
