using System.Management.Automation;
using System.Text;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Promises;

/// <summary>One odd output costs itself.</summary>
public sealed class OddOutputTests : PromiseTest
{
    private const string Predict = "$input | Invoke-ClarifaiPredict -RetryIntervalSec 0 -ThrottleLimit 1";

    private static readonly string[] Abc = ["https://p.example/a.jpg", "https://p.example/b.jpg", "https://p.example/c.jpg"];

    private static readonly Dictionary<string, string> OddData = new()
    {
        ["NaN"] = """{"concepts":[{"id":"1","name":"b","value":NaN}]}""",
        ["-NaN in a list"] = """{"embeddings":[{"vector":[0.1,-NaN,0.2],"num_dimensions":3}]}""",
        ["Infinity"] = """{"concepts":[{"id":"1","name":"b","value":Infinity}]}""",
        ["Infinity as a text"] = """{"concepts":[{"id":"1","name":"b","value":"Infinity"}]}""",
        ["-Infinity as a text"] = """{"concepts":[{"id":"1","name":"b","value":"-Infinity"}]}""",
        ["NaN as a text"] = """{"concepts":[{"id":"1","name":"b","value":"NaN"}]}""",
        ["beyond double"] = """{"concepts":[{"id":"1","name":"b","value":1e999}]}""",
        ["far beyond double"] = $$"""{"concepts":[{"id":"1","name":"b","value":1{{new string('0', 5000)}}}]}""",
        ["beyond double in a vector"] = """{"embeddings":[{"vector":[0.1,-1e999,0.2],"num_dimensions":3}]}""",
        ["a time beyond all"] = """{"frames":[{"frame_info":{"time":1e999},"data":{"concepts":[{"name":"b","value":0.5}]}}]}""",
        ["100 deep"] = $$$"""{"concepts":[{"id":"1","name":"b","value":0.9}],"metadata":{{{Deep(100)}}}}""",
        ["10,000 deep"] = $$$"""{"concepts":[{"id":"1","name":"b","value":0.9}],"metadata":{{{Deep(10_000)}}}}""",
        ["a text"] = "\"nothing\"",
        ["a number"] = "7",
        ["other shapes"] = """{"concepts":"none","regions":7,"colors":{"a":1}}""",
        ["concepts of other shapes"] = """{"concepts":[7,"b",null,[],{"name":7,"value":{}}]}""",
    };

    public static TheoryData<string> OddNames => [.. OddData.Keys];

    [Theory]
    [MemberData(nameof(OddNames))]
    public void An_odd_output_costs_that_output_at_most(string name)
    {
        ScriptResult result = TryBatch(
            _ => RawReply.Outputs(200, 10000, RawReply.Output("a"), RawReply.OutputOf(OddData[name]), RawReply.Output("c")), "", Abc);

        Assert.Null(result.Terminating?.ToString());
        Assert.True(result.Errors.Count <= 1, string.Join('\n', result.Errors));
        Assert.All(result.Errors, error => Assert.Equal(("InvalidResponse", (object)Abc[1]), (error.Id(), error.TargetObject)));
        ILookup<object?, PSObject> rows = result.Output.ToLookup(row => row.Value("Source"));
        Assert.Equal("a", Assert.Single(rows[Abc[0]]).Value("Name"));
        Assert.Equal("c", Assert.Single(rows[Abc[2]]).Value("Name"));
        Assert.Single(Batches);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("[]")]
    public void What_is_not_an_output_is_an_error_of_its_input(string output)
    {
        ScriptResult result = TryBatch(
            _ => RawReply.Outputs(200, 10000, RawReply.Output("a"), output, RawReply.Output("c")), "-CheckpointPath run.jsonl", Abc);

        Assert.Equal(("InvalidResponse", (object)Abc[1]), (OneError(result).Id(), OneError(result).TargetObject));
        Assert.Equal(["a", "c"], result.Names);
        int asked = Service.Captions.Count;
        TryBatch(RawReply.Echo, "-CheckpointPath run.jsonl", Abc);
        Assert.Equal([Abc[1]], Service.Captions.Skip(asked));
    }

    [Theory]
    [InlineData("1e999")]
    [InlineData("-1e999")]
    [InlineData("\"Infinity\"")]
    [InlineData("\"-Infinity\"")]
    [InlineData("\"NaN\"")]
    [InlineData("Infinity")]
    [InlineData("NaN")]
    public void A_value_that_is_infinite_is_no_value(string value)
    {
        string data = $$"""{"concepts":[{"id":"1","name":"x","value":{{value}}},{"id":"2","name":"y","value":0.5}]}""";
        Service.Answer = _ => RawReply.Outputs(200, 10000, RawReply.OutputOf(data));

        ScriptResult result = Session.Try(Predict, Abc[0]);

        Assert.Null(result.Terminating?.ToString());
        Assert.All(result.Output, row => Assert.True(row.Value("Value") is null or double and >= 0 and <= 1, $"{row.Value("Value")}"));
        Assert.True(result.Errors.Count == 1 || result.Names.Contains("y"));
    }

    [Theory]
    [InlineData("Concept")]
    [InlineData("Output")]
    [InlineData("Raw")]
    public void A_lone_surrogate_becomes_the_replacement_character(string form)
    {
        const string Odd = """{"concepts":[{"id":"1","name":"x\ud83dy","value":0.9},{"id":"2","name":"\udc00","value":0.8}]}""";

        ScriptResult result = TryBatch(
            _ => RawReply.Outputs(200, 10000, RawReply.Output("a"), RawReply.OutputOf(Odd)), $"-As {form}", Abc[..2]);

        Assert.Empty(result.Errors);
        string text = string.Join('\n', Session.Run("$args[0]; $input | ConvertTo-Json -Depth 9", [.. result.Output]).Output);
        Assert.DoesNotContain("\\ud83d", text, StringComparison.OrdinalIgnoreCase);
        Assert.Matches(@"(?i)x(\uFFFD|\\uFFFD|\\\\uFFFD)y", text);
        if (form == "Concept")
        {
            Assert.Equal(["a", "x\uFFFDy", "\uFFFD"], result.Names);
        }
    }

    [Fact]
    public void Invalid_UTF_8_becomes_the_replacement_character()
    {
        byte[] json = Encoding.Latin1.GetBytes(
            $$"""{"status":{"code":10000},"outputs":[{{RawReply.Output("a")}},{{RawReply.Output("caf\u00e9!")}}]}""".Replace(
                "\\u00E9", "\u00e9", StringComparison.Ordinal));

        ScriptResult result = TryBatch(_ => RawReply.Http(200, json), "", Abc[..2]);

        Assert.Equal(["a", "caf\uFFFD!"], result.Names);
    }

    [Fact]
    public void Odd_text_in_a_status_is_no_reason_to_lose_the_others()
    {
        string odd = RawReply.Output("b", 30104).Replace("output status", "bad \\ud83d input", StringComparison.Ordinal);

        ScriptResult result = TryBatch(_ => RawReply.Outputs(207, 10010, RawReply.Output("a"), odd, RawReply.Output("c")), "", Abc);

        ErrorRecord error = OneError(result);
        Assert.Equal(("InputRejected", (object)Abc[1]), (error.Id(), error.TargetObject));
        Assert.Contains("bad \uFFFD input", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(["a", "c"], result.Names);
    }

    [Fact]
    public void A_checkpoint_gives_odd_text_back_as_it_was_emitted()
    {
        const string Odd = """{"concepts":[{"id":"1","name":"x\ud83dy","value":0.9}]}""";
        Service.Answer = _ => RawReply.Outputs(200, 10000, RawReply.OutputOf(Odd));
        Session.Run($"{Predict} -CheckpointPath run.jsonl", Abc[0]);

        ScriptResult again = Session.Run($"{Predict} -CheckpointPath run.jsonl", Abc[0]);

        Assert.Equal(["x\uFFFDy"], again.Names);
        Assert.Single(Service.Requests);
    }

    [Fact]
    public void A_byte_order_mark_before_an_answer_is_passed_over()
    {
        byte[] json = Encoding.UTF8.GetBytes($$"""{"status":{"code":10000},"outputs":[{{RawReply.Output("a")}}]}""");
        Service.Answer = _ => RawReply.Http(200, [0xEF, 0xBB, 0xBF, .. json]);

        Assert.Equal(["a"], Session.Run(Predict, Abc[0]).Names);
    }

    [Fact]
    public void A_byte_order_mark_before_an_error_is_passed_over()
    {
        Service.Answer = _ => RawReply.Http(
            404, [0xEF, 0xBB, 0xBF, .. """{"status":{"code":21200,"description":"Model does not exist"}}"""u8]);

        ErrorRecord error = Session.Try(Predict, Abc[0]).Terminating!;

        Assert.Equal("ModelNotFound", error.Id());
        Assert.Contains("Model does not exist", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_before_a_checkpoint_is_passed_over()
    {
        Session.Run($"{Predict} -CheckpointPath run.jsonl", [.. Abc]);
        string path = Folder.PathOf("run.jsonl");
        File.WriteAllBytes(path, [0xEF, 0xBB, 0xBF, .. File.ReadAllBytes(path)]);

        ScriptResult again = Session.Run($"{Predict} -CheckpointPath run.jsonl", [.. Abc]);

        Assert.Equal(Abc, again.Names);
        Assert.Equal(Abc, Service.Captions);
        Assert.Empty(again.Warnings);
    }

    [Theory]
    [InlineData("10000.0")]
    [InlineData("1e4")]
    [InlineData("1.0E+4")]
    [InlineData("\"SUCCESS\"")]
    [InlineData("\"10000\"")]
    public void A_success_is_one_however_its_code_is_written(string code)
    {
        ScriptResult result = TryBatch(
            _ => RawReply.Outputs(200, code, RawReply.Output("a", code), RawReply.Output("b", code)), "", Abc[..2]);

        Assert.Empty(result.Errors);
        Assert.Equal(["a", "b"], result.Names);
    }

    [Theory]
    [InlineData("10010", "30104.0")]
    [InlineData("10010.0", "3.0104e4")]
    [InlineData("\"MIXED_STATUS\"", "\"INPUT_INVALID_ARGUMENT\"")]
    public void A_refused_input_is_one_however_its_code_is_written(string code, string refused)
    {
        ScriptResult result = TryBatch(
            _ => RawReply.Outputs(200, code, RawReply.Output("a"), RawReply.Output("b", refused), RawReply.Output("c")), "", Abc);

        ErrorRecord error = OneError(result);
        Assert.Equal(("InputRejected", (object)Abc[1]), (error.Id(), error.TargetObject));
        Assert.Equal(30104, new PSObject(error.Exception).Value("Code"));
        Assert.Equal(["a", "c"], result.Names);
    }

    [Theory]
    [InlineData("\"MODEL_DOES_NOT_EXIST\"", "ModelNotFound", 21200)]
    [InlineData("\"CONN_KEY_INVALID\"", "NotAuthenticated", 11008)]
    [InlineData("\"CONN_INSUFFICIENT_SCOPES\"", "NotAuthorized", 11007)]
    [InlineData("\"CONN_EXCEED_MONTHLY_LIMIT\"", "QuotaExceeded", 11004)]
    [InlineData("2.12e4", "ModelNotFound", 21200)]
    public void What_ends_the_run_ends_it_when_it_comes_with_HTTP_200_and_a_name(string code, string id, int number)
    {
        Service.Answer = _ => RawReply.Status(200, code, "No");

        ErrorRecord error = Session.Try(Predict, [.. Abc]).Terminating!;

        Assert.Equal(id, error.Id());
        Assert.Equal(number, new PSObject(error.Exception).Value("Code"));
        Assert.Single(Service.Requests);
    }

    [Theory]
    [InlineData("\"TRY_AGAIN\"")]
    [InlineData("\"CONN_THROTTLED\"")]
    [InlineData("\"RPC_REQUEST_QUEUE_FULL\"")]
    [InlineData("11005.0")]
    public void What_passes_is_asked_again_when_it_comes_with_HTTP_200_and_a_name(string code)
    {
        ScriptResult result = TryBatch(InOrder(RawReply.Status(200, code, "Later")), "", Abc);

        Assert.Empty(result.Errors);
        Assert.Equal(Abc, result.Names);
        Assert.Equal([Abc, Abc], Batches);
    }

    [Theory]
    [InlineData(30001, 200, 10000)]
    [InlineData(30003, 200, 10000)]
    [InlineData(30001, 207, 10010)]
    [InlineData(30003, 200, 10010)]
    public void An_output_that_is_still_pending_is_asked_for_again_alone(int pending, int status, int code)
    {
        ScriptResult result = TryBatch(
            InOrder(RawReply.Outputs(status, code, RawReply.Output("a"), RawReply.OutputOf("{}", pending), RawReply.Output("c"))), "", Abc);

        Assert.Empty(result.Errors);
        Assert.Equal(Abc, result.Sources);
        Assert.Equal(["a", Abc[1], "c"], result.Names);
        Assert.Equal([Abc, [Abc[1]]], Batches);
    }

    [Fact]
    public void Outputs_that_are_all_still_pending_are_asked_for_again()
    {
        ScriptResult result = TryBatch(InOrder(RawReply.Outputs(200, 10000, Abc.Select(_ => RawReply.OutputOf("{}", 30001)))), "", Abc);

        Assert.Empty(result.Errors);
        Assert.Equal(Abc, result.Names);
    }

    [Fact]
    public void An_output_that_is_still_pending_is_not_kept_as_an_answer()
    {
        TryBatch(
            request => request.Captions.Count == 3
                ? RawReply.Outputs(200, 10000, RawReply.Output("a"), RawReply.OutputOf("{}", 30001), RawReply.Output("c"))
                : RawReply.Status(401, 11009, "The key is not valid any more"),
            "-CheckpointPath run.jsonl",
            Abc);
        int asked = Service.Captions.Count;
        Service.Answer = RawReply.Echo;

        ScriptResult later = Session.Run($"{Predict} -CheckpointPath run.jsonl", [.. Abc]);

        Assert.Equal(["a", Abc[1], "c"], later.Names);
        Assert.Equal([Abc[1]], Service.Captions.Skip(asked));
    }

    [Theory]
    [InlineData(21313)]
    [InlineData(30300)]
    [InlineData(47101)]
    [InlineData(99003)]
    [InlineData(10020)]
    [InlineData(30002)]
    public void Of_inputs_that_all_failed_only_the_one_with_a_code_of_its_own_leaves(int shared)
    {
        string[] inputs = [.. Abc, "https://p.example/d.jpg"];

        ScriptResult result = TryBatch(
            request => request.Captions.Contains(Abc[2])
                ? RawReply.Outputs(
                    400, 10020, request.Captions.Select(caption => RawReply.OutputOf("{}", caption == Abc[2] ? 30104 : shared)))
                : RawReply.Echo(request),
            "",
            inputs);

        ErrorRecord error = OneError(result);
        Assert.Equal(("InputRejected", (object)Abc[2]), (error.Id(), error.TargetObject));
        Assert.Equal(30104, new PSObject(error.Exception).Value("Code"));
        Assert.Equal([Abc[0], Abc[1], inputs[3]], result.Names);
        Assert.Equal([inputs, [Abc[0], Abc[1], inputs[3]]], Batches);
    }

    [Theory]
    [InlineData(429, "10000")]
    [InlineData(429, "30104")]
    [InlineData(503, "10000")]
    [InlineData(503, "30104")]
    [InlineData(503, "30002")]
    [InlineData(503, "\"SUCCESS\"")]
    public void An_HTTP_status_that_passes_is_believed_whatever_the_envelope_says(int status, string code)
    {
        ScriptResult result = TryBatch(
            InOrder(RawReply.Status(status, code), RawReply.Outputs(status, code, Abc.Select(_ => RawReply.OutputOf("{}", code)))),
            "",
            Abc);

        Assert.Empty(result.Errors);
        Assert.Equal(Abc, result.Names);
        Assert.Equal([Abc, Abc, Abc], Batches);
    }

    [Theory]
    [InlineData(429, "Throttled")]
    [InlineData(503, "ServiceUnavailable")]
    public void An_HTTP_status_that_does_not_pass_is_what_is_reported(int status, string id)
    {
        Service.Answer = _ => RawReply.Status(status, 10000);

        ScriptResult result = Session.Try($"{Predict} -MaximumRetryCount 1", Abc[0]);

        Assert.Equal(id, OneError(result).Id());
        Assert.Equal(2, Service.Requests.Count);
    }

    private static string Deep(int levels) => new string('[', levels) + new string(']', levels);
}
