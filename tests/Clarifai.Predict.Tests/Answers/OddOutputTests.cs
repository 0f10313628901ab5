using System.Text;

namespace Clarifai.Tests;

/// <summary>One output that is odd costs no other its answer.</summary>
public sealed class OddOutputTests
{
    [Theory]
    [InlineData("\\ud800")]
    [InlineData("\\udc00")]
    [InlineData("\\ud800\\ud800\\udc00")]
    [InlineData("\\udc00\\ud800")]
    public void A_half_of_a_character_becomes_the_replacement(string half)
    {
        PredictAnswer answer = Answer($"{{\"concepts\":[{{\"name\":\"a{half}b\",\"value\":0.5}}]}}");

        string name = Assert.Single(answer.Outputs.ElementAt(0).Concepts).Name;
        Assert.StartsWith("a", name, StringComparison.Ordinal);
        Assert.EndsWith("b", name, StringComparison.Ordinal);
        Assert.Contains("\ufffd", name, StringComparison.Ordinal);
        Assert.Equal(half.Contains("\\ud800\\udc00", StringComparison.Ordinal), name.Contains("\ud800\udc00", StringComparison.Ordinal));
        AssertOther(answer);
    }

    [Fact]
    public void Invalid_utf8_becomes_the_replacement()
    {
        byte[] body = Encoding.Latin1.GetBytes(Body("{\"concepts\":[{\"name\":\"caf\u00e9\",\"value\":0.5}]}"));

        PredictAnswer answer = Reading.Answer(body, inputs: 2);

        Assert.Equal("caf\ufffd", Assert.Single(answer.Outputs.ElementAt(0).Concepts).Name);
        AssertOther(answer);
    }

    [Fact]
    public void A_control_character_in_a_text_is_kept()
    {
        PredictAnswer answer = Answer("{\"concepts\":[{\"name\":\"a\tb\u0001\",\"value\":0.5}]}");

        Assert.Equal("a\tb\u0001", Assert.Single(answer.Outputs.ElementAt(0).Concepts).Name);
        AssertOther(answer);
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    [InlineData("1e999")]
    [InlineData("-1e999")]
    [InlineData("\"NaN\"")]
    [InlineData("\"Infinity\"")]
    public void A_value_that_is_no_number_is_no_value(string value)
    {
        PredictAnswer answer = Answer($"{{\"concepts\":[{{\"name\":\"cat\",\"value\":{value}}}]}}");

        Assert.Equal(0, Assert.Single(answer.Outputs.ElementAt(0).Concepts).Value);
        AssertOther(answer);
    }

    [Fact]
    public void What_lies_too_deep_costs_no_more_than_its_output()
    {
        string deep = string.Concat(Enumerable.Repeat("{\"a\":[\"b\",", 100)) + "1" + string.Concat(Enumerable.Repeat("]}", 100));

        AssertOther(Answer($"{{\"concepts\":[],\"deep\":{deep}}}"));
    }

    [Fact]
    public void A_byte_order_mark_is_passed_over() =>
        AssertOther(Reading.Answer([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Body("{}"))], inputs: 2));

    [Theory]
    [InlineData("10000.0", 10000)]
    [InlineData("1e4", 10000)]
    [InlineData("3.0002e4", 30002)]
    [InlineData("\"10000.0\"", 10000)]
    [InlineData("\"CONN_THROTTLED\"", 11005)]
    [InlineData("\"CONN_KEY_NOT_FOUND\"", 11009)]
    [InlineData("\"CONN_BAD_REQUEST_FORMAT\"", 11100)]
    public void A_code_is_a_code_however_it_is_written(string code, int expected) =>
        Assert.Equal(expected, Reading.Output("{\"status\":{\"code\":" + code + "}}").Status.Code);

    private static PredictAnswer Answer(string data) => Reading.Answer(Body(data), inputs: 2);

    private static string Body(string data) =>
        "{\"status\":{\"code\":10000},\"outputs\":[{\"data\":" + data + "},{\"data\":{\"concepts\":[{\"name\":\"dog\",\"value\":0.7}]}}]}";

    private static void AssertOther(PredictAnswer answer)
    {
        Concept other = Assert.Single(answer.Outputs.ElementAt(1).Concepts);
        Assert.Equal(("dog", 0.7), (other.Name, other.Value));
    }
}
