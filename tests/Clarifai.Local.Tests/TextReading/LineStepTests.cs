using Clarifai.Local.TextReading;

namespace Clarifai.Local.Tests.TextReading;

public sealed class LineStepTests
{
    [Theory]
    // The overlap of four steps has a gap beside its middle: the line is cut there, and no letter is lost or doubled.
    [InlineData("a.bb.c.", "b.c.dd.e", 4, "a.bb.c.dd.e")]
    [InlineData("ab.cd", "cd.ef", 2, "ab.cd.ef")]
    // Without a gap it is cut in the middle.
    [InlineData("abcd", "cdef", 2, "abcdef")]
    public void Two_pieces_of_a_line_become_one(string first, string second, int shared, string joined) =>
        Assert.Equal(joined, Text(LineStep.Join(Steps(first), Steps(second), shared)));

    [Fact]
    public void A_step_is_its_likeliest_character() =>
        Assert.Equal([new LineStep(2, 0.7f), new LineStep(LineStep.NoCharacter, 0.9f)], LineStep.Of([0.1f, 0.2f, 0.7f, 0.9f, 0, 0.1f], 3));

    private static LineStep[] Steps(string text) =>
        [.. text.Select(character => new LineStep(character == '.' ? LineStep.NoCharacter : character, 1))];

    private static string Text(LineStep[] steps) =>
        string.Concat(steps.Select(step => step.Character == LineStep.NoCharacter ? '.' : (char)step.Character));
}
