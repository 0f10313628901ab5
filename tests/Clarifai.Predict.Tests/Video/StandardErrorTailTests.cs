namespace Clarifai.Tests.Video;

public sealed class StandardErrorTailTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("\r\n\n", "")]
    [InlineData("x.mp4: Invalid data found\n", "x.mp4: Invalid data found")]
    [InlineData("[mov,mp4 @ 0x5646982558]moov atom not found\r\nx: Invalid data", "moov atom not found | x: Invalid data")]
    [InlineData("[in#0 @ 000001f6] [h264 @ 0x1] no frame!\n", "no frame!")]
    [InlineData("[h264 @ 0x1] no frame!\n[h264 @ 0x2] no frame!\nConversion failed!\n", "no frame! | Conversion failed!")]
    [InlineData("1\n2\n3\n4\n5\n6\n", "3 | 4 | 5 | 6")]
    [InlineData("late\n1\n2\n3\nlate\n", "1 | 2 | 3 | late")]
    [InlineData("[a name].mp4: no such file", "[a name].mp4: no such file")]
    public void The_last_lines_are_told_once_and_without_who_says_them(string text, string expected) =>
        Assert.Equal(expected, StandardErrorTail.Summarize(text));
}
