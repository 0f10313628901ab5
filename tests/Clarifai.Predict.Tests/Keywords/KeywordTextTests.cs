namespace Clarifai.Tests.Keywords;

public sealed class KeywordTextTests
{
    [Theory]
    [InlineData("cat", "cat")]
    [InlineData("  cat  ", "cat")]
    [InlineData("a\r\nb\r\u0000\u001b[31m", "a b [31m")]
    [InlineData("\ta\t\vb \n", "a b")]
    [InlineData("\u0085a\u0085\u009fx", "a x")]
    [InlineData("\uFFFEa\uFFFF", "a")]
    [InlineData("\r\n", "")]
    public void Names_become_text_that_can_stand_in_a_photo(string name, string expected) =>
        Assert.Equal(expected, KeywordText.Clean(name));

    [Fact]
    public void Halves_of_characters_go_and_whole_ones_stay() =>
        Assert.Equal("ab\uD83D\uDC08", KeywordText.Clean("a\uD83Db\uDC08\uD83D\uDC08"));

    [Fact]
    public void The_limit_of_IPTC_counts_bytes()
    {
        Assert.True(KeywordText.FitsIptc(new string('a', 64)));
        Assert.False(KeywordText.FitsIptc(new string('a', 65)));
        Assert.True(KeywordText.FitsIptc(new string('ä', 32)));
        Assert.False(KeywordText.FitsIptc(new string('ä', 33)));
    }

    [Fact]
    public void A_cut_is_told_from_a_short_name()
    {
        string whole = new('ä', 40);

        Assert.True(KeywordText.IsCutFrom(new string('ä', 32), [whole]));
        Assert.False(KeywordText.IsCutFrom(new string('ä', 30), [whole]));
        Assert.False(KeywordText.IsCutFrom(new string('b', 64), [whole]));
        Assert.False(KeywordText.IsCutFrom(new string('b', 64), [new string('b', 64)]));
    }
}
