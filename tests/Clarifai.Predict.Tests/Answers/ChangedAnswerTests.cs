using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Clarifai.Tests;

/// <summary>The answers of all kinds with what services add, leave out and write in another way: the rest stays what it is.</summary>
public sealed partial class ChangedAnswerTests
{
    private const string Data = "outputs.0.data";

    private static readonly string[] Extras =
    [
        "null", "true", "-1e999", "\"text\"", "[]", "{}", """[[1,{"regions":[{}]}],null]""",
        """{"concepts":[{"name":"no","value":1}],"colors":[{"value":1}],"regions":[{"id":"no"}],"frames":[{}],"raw":"no","vector":[1]}""",
    ];

    public static TheoryData<string> Names => AnswerKindTests.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Keys_that_nobody_knows_change_nothing(string name)
    {
        string whole = Body(name, (_, _) => null);
        string[] expected = Facts(whole);
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            string body = StartOfObject().Replace(whole, start => random.Next(3) > 0
                ? start.Value
                : $"{{\"x_{random.Next(1000)}\":{Extras[random.Next(Extras.Length)]}{(start.Value == "{" ? "," : "}")}");

            Assert.Equal(expected, Facts(body));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Numbers_may_be_texts_and_have_exponents(string name)
    {
        string[] expected = Facts(Body(name, (_, _) => null));
        for (int seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            string body = Body(name, (_, element) => element.ValueKind is not JsonValueKind.Number ? null : random.Next(4) switch
            {
                0 => $"\"{element.GetRawText()}\"",
                1 => Exponent(element),
                2 => $"\"{Exponent(element)}\"",
                _ => null,
            });

            Assert.Equal(expected, Facts(body));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_null_is_not_there(string name)
    {
        foreach (string place in Places(name).Where(IsProperty))
        {
            Assert.Equal(
                Facts(Body(name, (path, _) => path == place ? JsonEdit.Removed : null)),
                Facts(Body(name, (path, _) => path == place ? "null" : null)));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_field_that_is_left_out_costs_only_itself(string name)
    {
        string[] whole = Observations(Body(name, (_, _) => null));
        foreach (string place in Places(name).Where(place => FieldOfOne().IsMatch(place)))
        {
            string[] facts = Observations(Body(name, (path, _) => path == place ? JsonEdit.Removed : null));

            Assert.Equal(whole.Length, facts.Length);
            Assert.InRange(whole.Zip(facts).Count(pair => pair.First != pair.Second), 0, 1);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_item_that_is_no_object_is_passed_over(string name)
    {
        foreach (string place in Places(name).Where(place => Item().IsMatch(place)))
        {
            Assert.Equal(
                Facts(Body(name, (path, _) => path == place ? JsonEdit.Removed : null)),
                Facts(Body(name, (path, _) => path == place ? """null,7,"cat",[{}]""" : null)));
        }
    }

    // What is said, and the regions and frames with what is said of them.
    private static string[] Facts(string body)
    {
        PredictOutput output = Output(body);
        AnswerObject[] all = [.. output.Observations, .. output.Regions, .. output.Frames];
        return [.. all.Select(Described.Facts)];
    }

    private static string[] Observations(string body) => [.. Output(body).Observations.Select(Described.Facts)];

    private static PredictOutput Output(string body) => Assert.Single(Reading.Answer(body).Outputs);

    private static string Body(string name, Func<string, JsonElement, string?> edit)
    {
        using var whole = JsonDocument.Parse(KindFile.Bytes(name));
        return JsonEdit.Apply(whole.RootElement, (path, element) => IsData(path) ? edit(path, element) : null);
    }

    private static IEnumerable<string> Places(string name)
    {
        using var whole = JsonDocument.Parse(KindFile.Bytes(name));
        return [.. JsonEdit.Paths(whole.RootElement).Where(IsData)];
    }

    private static bool IsData(string path) => path.StartsWith(Data, StringComparison.Ordinal);

    private static bool IsProperty(string place) => !char.IsDigit(place[place.LastIndexOf('.') + 1]);

    private static string Exponent(JsonElement number) => number.GetDouble().ToString("E16", CultureInfo.InvariantCulture);

    // The model's message has a brace in its text.
    [GeneratedRegex(@"\{\}?(?!model_id)")]
    private static partial Regex StartOfObject();

    // Not of a region, whose fields are those of everything in it.
    [GeneratedRegex(@"\.(concepts|colors|clusters)\.\d+\.\w+$")]
    private static partial Regex FieldOfOne();

    [GeneratedRegex(@"\.(concepts|colors|clusters|regions|frames|embeddings)\.\d+$")]
    private static partial Regex Item();
}
