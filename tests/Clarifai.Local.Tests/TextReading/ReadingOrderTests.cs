using Clarifai.Local.TextReading;

namespace Clarifai.Local.Tests.TextReading;

/// <summary>Lines come as a person reads them.</summary>
public sealed class ReadingOrderTests
{
    [Fact]
    public void Rows_go_down_and_to_the_right()
    {
        Assert.Equal(
            ["title", "left", "right", "total", "9.99"],
            Sort(Line("9.99", 300, 152), Line("right", 300, 97), Line("title", 100, 40), Line("left", 100, 102), Line("total", 100, 148)));
    }

    [Theory]
    [InlineData(90)]
    [InlineData(-90)]
    [InlineData(180)]
    [InlineData(-7)]
    public void A_page_that_is_turned_is_read_in_the_order_of_the_upright_one(int degrees)
    {
        TextLine[] upright = [Line("one", 100, 40), Line("two", 100, 100), Line("three", 300, 100), Line("four", 100, 160)];

        Assert.Equal(["one", "two", "three", "four"], Sort([.. upright.Reverse().Select(line => Turn(line, degrees))]));
    }

    [Fact]
    public void Most_of_the_text_says_which_way_is_down()
    {
        TextLine[] lines = [Line("the second line", 200, 120), Turn(Line("stamp", -200, -70), 180), Line("the first line", 200, 20)];

        Assert.Equal(["the first line", "stamp", "the second line"], Sort(lines));
    }

    [Fact]
    public void Where_directions_cancel_the_longest_line_decides()
    {
        TextLine[] lines = [Line("abcd", 100, 200), Turn(Line("abcdef", -100, -100), 180), Line("xy", 100, 300)];

        // The long one is upside down, and so the page is read from the bottom up.
        Assert.Equal(["xy", "abcd", "abcdef"], Sort(lines));
    }

    [Fact]
    public void Nothing_is_in_order() => Assert.Empty(ReadingOrder.Of([]));

    private static IEnumerable<string> Sort(params TextLine[] lines) => ReadingOrder.Of(lines).Select(line => line.Text);

    private static TextLine Line(string text, double x, double y) => new(text, 1, new TurnedRectangle(x, y, 100, 30, 0));

    private static TextLine Turn(TextLine line, int degrees)
    {
        double angle = degrees * Math.PI / 180;
        (double sine, double cosine) = Math.SinCos(angle);
        TurnedRectangle place = line.Place;
        return line with
        {
            Place = place with
            {
                X = (place.X * cosine) - (place.Y * sine),
                Y = (place.X * sine) + (place.Y * cosine),
                Angle = angle,
            },
        };
    }
}
