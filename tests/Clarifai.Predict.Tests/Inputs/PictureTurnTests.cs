namespace Clarifai.Tests;

/// <summary>From places in the upright picture back to those in the stored one.</summary>
public sealed class PictureTurnTests
{
    [Theory]
    [InlineData("-1 0 1 0 1 0", 0.1, 0.4, 0.3, 0.8)]
    [InlineData("-1 0 1 0 -1 1", 0.7, 0.4, 0.9, 0.8)]
    [InlineData("1 0 0 0 -1 1", 0.7, 0.2, 0.9, 0.6)]
    [InlineData("0 1 0 1 0 0", 0.2, 0.1, 0.6, 0.3)]
    [InlineData("0 -1 1 1 0 0", 0.4, 0.1, 0.8, 0.3)]
    [InlineData("0 -1 1 -1 0 1", 0.4, 0.7, 0.8, 0.9)]
    [InlineData("0 1 0 -1 0 1", 0.2, 0.7, 0.6, 0.9)]
    public void A_region_is_turned_back(string header, double top, double left, double bottom, double right)
    {
        (double Top, double Left, double Bottom, double Right) stored = PictureTurn.Parse(header)!.ToStored(0.1, 0.2, 0.3, 0.6);

        Assert.Equal(top, stored.Top, 9);
        Assert.Equal(left, stored.Left, 9);
        Assert.Equal(bottom, stored.Bottom, 9);
        Assert.Equal(right, stored.Right, 9);
    }

    [Fact]
    public void An_upright_picture_has_no_turn() => Assert.Null(PictureTurn.Parse("1 0 0 0 1 0"));

    [Theory]
    [InlineData("")]
    [InlineData("1 0 0 0 1")]
    [InlineData("1 0 0 0 0 0")]
    [InlineData("a b c d e f")]
    public void What_is_not_a_turn_is_an_error(string header) => Assert.Throws<FormatException>(() => PictureTurn.Parse(header));
}
