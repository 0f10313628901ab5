namespace Clarifai.Tests;

public sealed class UnitVectorTests
{
    [Theory]
    [InlineData(new float[] { 3, 4 }, new float[] { 6, 8 }, 1)]
    [InlineData(new float[] { 1, 0 }, new float[] { 0, 1 }, 0)]
    [InlineData(new float[] { 1, 0 }, new float[] { 1, 1 }, .7071)]
    [InlineData(new float[] { 1, 2 }, new float[] { -1, -2 }, -1)]
    [InlineData(new[] { 1e-20f, 0 }, new[] { 1e20f, 0 }, 1)]
    public void Similarity_is_the_cosine_whatever_the_lengths(float[] one, float[] other, double expected) =>
        Assert.Equal(expected, UnitVector.Similarity(UnitVector.Of(one)!, UnitVector.Of(other)!));

    [Fact]
    public void Every_number_counts_however_many_there_are() =>
        Assert.All(Enumerable.Range(2, 70), count =>
        {
            float[] last = [.. Enumerable.Repeat(0f, count - 1), 1];
            float[] equal = [.. Enumerable.Repeat(1f, count)];

            Assert.Equal(1, UnitVector.Similarity(UnitVector.Of(equal)!, UnitVector.Of(equal)!));
            Assert.Equal(Math.Round(1 / Math.Sqrt(count), 4), UnitVector.Similarity(UnitVector.Of(equal)!, UnitVector.Of(last)!));
        });

    [Theory]
    [InlineData(new float[] { 0, 0 })]
    [InlineData(new[] { float.PositiveInfinity, 1 })]
    [InlineData(new[] { float.NaN, 1 })]
    [InlineData(new float[0])]
    public void Numbers_without_a_direction_are_no_vector(float[] numbers) => Assert.Null(UnitVector.Of(numbers));
}
