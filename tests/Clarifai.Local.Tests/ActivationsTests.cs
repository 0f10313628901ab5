using Clarifai.Local.Inference;
using Clarifai.Local.Manifests;

namespace Clarifai.Local.Tests;

public sealed class ActivationsTests
{
    [Fact]
    public void Softmax_gives_values_that_sum_to_1_whatever_the_size_of_the_scores()
    {
        Assert.Equal([0.5f, 0.5f, 0f], Activation.Softmax.Apply([1000, 1000, -1000]));
        Assert.Equal([0.25f, 0.75f], Activation.Softmax.Apply([0, MathF.Log(3)]), (one, other) => Math.Abs(one - other) < 1e-6);
    }

    [Fact]
    public void Sigmoid_gives_each_score_a_value_of_its_own() =>
        Assert.Equal([0f, 0.5f, 1f], Activation.Sigmoid.Apply([-1000, 0, 1000]));
}
