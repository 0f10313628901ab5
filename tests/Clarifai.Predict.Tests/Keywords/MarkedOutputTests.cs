using System.Text;

namespace Clarifai.Tests.Keywords;

/// <summary>Answers on one pipe, whatever pieces they come in.</summary>
public sealed class MarkedOutputTests
{
    private const string Mark = "mark-1234";

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(100_000)]
    public async Task Answers_are_told_apart_wherever_the_pieces_end(int piece)
    {
        byte[] binary = new byte[200_000];
        new Random(1).NextBytes(binary);
        byte[] pipe = [.. binary, .. Bytes($"{Mark}0\n"), .. Bytes($"{Mark}1\r\n"), .. Bytes($"mark-123 {Mark}\n")];
        MarkedOutput output = Output(pipe, piece);

        await AssertNextAsync(output, "0", binary);
        await AssertNextAsync(output, "1", []);
        await AssertNextAsync(output, "", Bytes("mark-123 "));
        await AssertNextAsync(output, null, []);
    }

    [Fact]
    public Task What_comes_before_an_early_end_is_given_out() =>
        AssertNextAsync(Output(Bytes("half mark-12"), 5), null, Bytes("half mark-12"));

    [Fact]
    public async Task A_destination_that_refuses_does_not_spoil_the_next_answer()
    {
        MarkedOutput output = Output(Bytes($"{new string('x', 300_000)}{Mark}0\nnext{Mark}0\n"), 1000);

        await Assert.ThrowsAsync<NotSupportedException>(() => output.CopyAnswerAsync(new MemoryStream(new byte[10])));

        await AssertNextAsync(output, "0", Bytes("next"));
    }

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);

    private static MarkedOutput Output(byte[] pipe, int piece)
    {
        var content = new MemoryStream(pipe);
        return new MarkedOutput((block, offset, count) => content.ReadAsync(block, offset, Math.Min(count, piece)), Mark);
    }

    private static async Task AssertNextAsync(MarkedOutput output, string? line, byte[] expected)
    {
        using var content = new MemoryStream();
        Assert.Equal(line, await output.CopyAnswerAsync(content));
        Assert.Equal(expected, content.ToArray());
    }
}
