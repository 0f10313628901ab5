using System.Text;
using Clarifai.Local.Hosting;

namespace Clarifai.Local.Tests;

public sealed class KeyLineTests
{
    private const string Key = EngineClient.Key;

    [Theory]
    [InlineData(Key + "\n")]
    [InlineData(Key + "\r\n")]
    [InlineData(Key)]
    [InlineData("\uFEFF" + Key + "\n")]
    [InlineData(Key + "\nmore\n")]
    public void The_first_line_is_the_key(string input) => Assert.Equal(Key, Read(input));

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("0123456789abcdef0123456789abcde\n")]
    [InlineData("0123456789abcdef 0123456789abcdef\n")]
    [InlineData("0123456789abcdef0123456789abcdeé\n")]
    public void What_is_no_key_is_refused(string input) => Assert.Null(Read(input));

    [Fact]
    public void A_line_without_end_is_refused() => Assert.Null(Read(new string('k', 100_000)));

    private static string? Read(string input) => KeyLine.Read(new MemoryStream(Encoding.UTF8.GetBytes(input)));
}
