using System.Text;
using System.Text.Json;

namespace Clarifai.Tests;

/// <summary>
/// Answers are read in one pass where they are what they mostly are, and as documents where they are not, such as with another HTTP status:
/// both read the same.
/// </summary>
public sealed class OnePassTests
{
    private const int Inputs = 3;

    public static TheoryData<string> Names => AnswerKindTests.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Both_read_the_same_out_of_answers_with_anything_in_place_of_a_part(string name)
    {
        using var whole = JsonDocument.Parse(KindFile.Bytes(name));
        string[] paths = [.. JsonEdit.Paths(whole.RootElement)];
        var random = new Random(20190129);
        for (int seed = 0; seed < 300; seed++)
        {
            string place = paths[random.Next(paths.Length)];
            string value = seed % 3 == 0 ? JsonEdit.Removed : new RandomJson(seed).Value();
            ExpectSame(JsonEdit.Apply(whole.RootElement, (path, _) => path == place ? value : null), inputs: 1);
        }
    }

    [Fact]
    public void Both_read_the_same_whatever_outputs_have_in_common_and_in_whatever_order_their_keys_come()
    {
        string[] parts =
        [
            """ "status":{"code":10000,"description":"Ok"} """, """ "status":{"code":30002,"description":"https://u:p@h/?q"} """,
            """ "status":{"code":10000,"description":"Ok","req_id":"other"} """, """ "status":7 """,
            """ "model":{"id":"m","name":"n","model_version":{"id":"v"}} """, """ "model":{"id":"m2"} """, """ "model":null """,
            """ "created_at":"2026-01-29T20:16:57.775326077Z" """, """ "created_at":"2026-01-29T20:16:57.999999999Z" """,
            """ "created_at":5 """, """ "input":{"id":"i","data":{"concepts":[{"name":"no"}]}} """,
            """ "data":{"concepts":[{"id":"1","name":"cat","value":0.9,"app_id":"main"},{"id":"2","name":"c\u0061t","value":"1e-1"}]} """,
            """ "data":{"concepts":[{"id":1,"name":null,"vocab_id":""},7,[{"name":"no"}]],"colors":[{"raw_hex":"#fff"}]} """,
            """ "data":{"concepts":[[{"name":"no"}]]} """, """ "data":{"concepts":[{"name":"a"}],"concepts":[{"name":"b"}]} """,
            """ "data":{} """, """ "data":null """,
        ];
        for (int seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            string Output() => $"{{{string.Join(',', random.GetItems(parts, random.Next(2, 6)))}}}";
            string Likely() => random.Next(3) == 0
                ? Output()
                : $"{{{parts[random.Next(2)]},{parts[4]},{parts[random.Next(7, 9)]},{parts[11]}}}";
            int count = random.Next(12) == 0 ? 2 : Inputs;
            string outputs = $"\"outputs\":[{string.Join(',', Enumerable.Range(0, count).Select(_ => Likely()))}]";
            string status = $"\"status\":{{\"code\":{(random.Next(6) == 0 ? 10010 : 10000)},\"req_id\":\"r\"}}";
            string end = random.Next(20) == 0 ? " x" : "";
            ExpectSame(random.Next(8) == 0 ? $"{{{outputs},{status}}}{end}" : $"{{{status},{outputs}}}{end}", Inputs);
        }
    }

    [Fact]
    public void A_text_that_was_heard_before_is_the_same_object_and_one_that_shares_its_place_is_not_taken_for_it()
    {
        var texts = new TextPool();
        string[] names = [.. Enumerable.Range(0, 50_000).Select(i => $"name {i}")];

        Assert.Equal(names, names.Select(name => Read(texts, name)));
        Assert.Same(Read(texts, "cat"), Read(texts, "cat"));
    }

    private static string Read(TextPool texts, string text)
    {
        var json = new Utf8JsonReader(Encoding.UTF8.GetBytes($"\"{text}\""));
        json.Read();
        return texts.Read(ref json);
    }

    private static void ExpectSame(string body, int inputs) => Assert.Equal(
        (body, Describe(body, inputs, httpStatus: 201).Replace("HTTP 201", "HTTP 200", StringComparison.Ordinal)),
        (body, Describe(body, inputs, httpStatus: 200)));

    private static string Describe(string body, int inputs, int httpStatus)
    {
        try
        {
            PredictAnswer answer = Reading.Answer(body, inputs, httpStatus);
            return string.Join('\n', answer.Outcomes.Select(outcome =>
                $"{answer.Status} {outcome.Error?.Message} {outcome.InputIndex} {string.Join('\n', outcome.AllOutputs.Select(Describe))}"));
        }
        catch (ClarifaiException e)
        {
            return e.Message;
        }
    }

    private static string Describe(PredictOutput output)
    {
        AnswerObject[] all = [output, .. output.Observations, .. output.Regions, .. output.Frames];
        return $"{output.Status.RequestId} {output.CreatedAt:O} {string.Join(',', output.UnreadKeys)} "
            + string.Join('\n', all.Select(part => $"{Described.Origin(part)} {Described.Facts(part)}"));
    }
}
