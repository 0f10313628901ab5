using System.Globalization;

namespace Clarifai.Tests.Inputs;

/// <summary>Shards partition any listing, in the same way everywhere and for ever.</summary>
public sealed class ShardTests
{
    [Theory]
    [InlineData("0/16")]
    [InlineData("17/16")]
    [InlineData("1/0")]
    [InlineData("1")]
    [InlineData("/")]
    [InlineData("1/")]
    [InlineData("-1/2")]
    [InlineData("+1/2")]
    [InlineData(" 1/2")]
    [InlineData("1/2\n")]
    [InlineData("1/2/3")]
    [InlineData("0.5")]
    [InlineData("\u0661/2")]
    [InlineData("1/99999999999")]
    public void Anything_but_a_number_of_so_many_is_no_shard(string text) => Assert.Null(Shard.Parse(text));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(16)]
    [InlineData(1000)]
    public void Every_name_is_in_exactly_one_shard(int count)
    {
        Shard[] shards = Of(count);

        Assert.All(Enumerable.Range(0, 500), number =>
            Assert.Single(shards, shard => shard.HasName($"/photos/{number}.jpg")));
    }

    [Fact]
    public void Shards_are_of_about_the_same_size()
    {
        Shard[] shards = Of(16);

        int[] sizes = [.. shards.Select(shard => Enumerable.Range(0, 16_000).Count(number => shard.HasName($"/photos/{number}.jpg")))];

        Assert.All(sizes, size => Assert.InRange(size, 850, 1150));
        Assert.Equal(16_000, sizes.Sum());
    }

    // If one of these ever changes, a run over many machines that was begun with an earlier version asks about inputs twice.
    [Theory]
    [InlineData("/photos/1.jpg", 2, 16)]
    [InlineData("photos/ä/\u65e5\u672c.jpg", 6, 16)]
    [InlineData("https://pictures.example/1.jpg", 14, 16)]
    [InlineData("I.jpg", 7, 7)]
    [InlineData("", 2, 3)]
    public void Which_shard_a_name_is_in_never_changes(string name, int number, int count) =>
        Assert.Equal(number, NumberOf(name, count));

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public void Not_even_with_the_culture(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            Assert.Equal(7, NumberOf("I.jpg", 7));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(@"photos\a\1.jpg", "photos/a/1.jpg")]
    [InlineData(@"Microsoft.PowerShell.Core\FileSystem::/photos/1.jpg", "/photos/1.jpg")]
    [InlineData(@"Microsoft.PowerShell.Core\FileSystem::C:\photos\1.jpg", "C:/photos/1.jpg")]
    [InlineData(@"\\server\photos\1.jpg", "//server/photos/1.jpg")]
    [InlineData("https://p.example/1.jpg?signature=a::b#c", "https://p.example/1.jpg")]
    public void Two_ways_to_write_a_name_are_one_name(string one, string other) =>
        Assert.All([7, 16, 97], count => Assert.Equal(NumberOf(other, count), NumberOf(one, count)));

    private static Shard[] Of(int count) => [.. Enumerable.Range(1, count).Select(number => Shard.Parse($"{number}/{count}")!)];

    private static int NumberOf(string name, int count) => 1 + Array.FindIndex(Of(count), shard => shard.HasName(name));
}
