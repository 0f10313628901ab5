using System.Text.Json;
using Clarifai.Local.Manifests;

namespace Clarifai.Local.Tests.General;

public sealed class ValueTableTests
{
    [Theory]
    [InlineData(-1, 0.1)]
    [InlineData(0, 0.1)]
    [InlineData(0.5, 0.15)]
    [InlineData(1, 0.2)]
    [InlineData(2, 0.1)]
    [InlineData(3, 0)]
    [InlineData(4, 0)]
    public void Is_straight_between_its_points_and_level_beyond_them(double from, double to) =>
        Assert.Equal(to, new ValueTable([0, 1, 3], [0.1, 0.2, 0])[from], 1e-12);

    [Theory]
    [InlineData("[[0, 1], [0]]")]
    [InlineData("[[1, 0], [0, 1]]")]
    [InlineData("[[0, 0], [0, 1]]")]
    [InlineData("[[], []]")]
    [InlineData("[[0, 1], [0, 1.5]]")]
    [InlineData("[[0, 1], [-0.1, 1]]")]
    [InlineData("[[0, 1], [0, 1], [0, 1]]")]
    [InlineData("[[0, 1]]")]
    [InlineData("[0, 1]")]
    [InlineData("[[0, \"1\"], [0, 1]]")]
    [InlineData("5")]
    public void What_is_no_table_is_refused(string json) =>
        Assert.Contains(
            "it must be two lists of equal length",
            Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, ModelJson.Default.ValueTable)).Message,
            StringComparison.Ordinal);
}
