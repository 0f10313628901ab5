using System.Text;

namespace Clarifai.Tests.Video;

public sealed class StandardErrorTailTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("\r\n\n", "")]
    [InlineData("file:/a b/x: y.mp4: Invalid data found when processing input\n", "Invalid data found when processing input")]
    [InlineData("[in#0 @ 0x1] Error opening input: Invalid data found when processing input\n", "Invalid data found when processing input")]
    [InlineData("[mov,mp4 @ 0x5646982558]moov atom not found\r\nfile:x: Invalid data found when processing input", "moov atom not found")]
    [InlineData("[in#0 @ 000001f6] [h264 @ 0x1] no frame!\n", "no frame!")]
    [InlineData("[h264 @ 0x1] no frame!\n[h264 @ 0x2] no frame!\nConversion failed!\n", "no frame! | Conversion failed!")]
    [InlineData("1\n2\n3\n4\n5\n6\n", "3 | 4 | 5 | 6")]
    [InlineData("late\n1\n2\n3\nlate\n", "1 | 2 | 3 | late")]
    [InlineData("[a name].mp4: no such file", "[a name].mp4: no such file")]
    public void The_last_lines_are_told_once_and_without_who_says_them(string text, string expected) =>
        Assert.Equal(expected, StandardErrorTail.Summarize(text));

    [Theory]
    [InlineData("frame:1 pts:5 pts_time:1.5\nclarifai=1\n[mov @ 0x1] offset 0xcc40: partial file\n", 1.5, "offset 0xcc40: partial file")]
    [InlineData("[mov @ 0x1] stream 0, offset 0x1: partial file\n", 0, "stream 0, offset 0x1: partial file")]
    [InlineData("frame:1 pts:5 pts_time:2\n[h264 @ 0x1] frame:2 pts:6 pts_time:3\nError splitting it\n", 3, "Error splitting it")]
    public async Task The_first_damage_is_told_with_the_picture_before(string text, double seconds, string reason)
    {
        StandardErrorTail tail = await ReadAsync(text);
        Assert.Equal(new VideoDamage(TimeSpan.FromSeconds(seconds), reason), tail.Damage);
        Assert.DoesNotContain("pts_time", tail.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[h264 @ 0x1] Error splitting the input into NAL units.\nframe:0 pts:0 pts_time:4\n")]
    [InlineData("frame:0 pts:0 pts_time:4\n[h264 @ 0x1] co located POCs unavailable\n[h264 @ 0x1] error while decoding MB 0 0\n")]
    public async Task What_comes_before_the_first_picture_or_spoils_a_part_of_one_is_no_damage(string text)
    {
        StandardErrorTail tail = await ReadAsync(text);
        Assert.Null(tail.Damage);
        Assert.Equal(TimeSpan.FromSeconds(4), tail.LastPicture);
    }

    private static async Task<StandardErrorTail> ReadAsync(string text)
    {
        using var error = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var tail = new StandardErrorTail(error.ReadAsync);
        await tail.End;
        return tail;
    }
}
