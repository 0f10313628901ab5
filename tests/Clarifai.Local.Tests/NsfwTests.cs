namespace Clarifai.Local.Tests;

/// <summary>The nsfw model: two values that sum to 1.</summary>
public sealed class NsfwTests(RunningEngine engine)
{
    public static TheoryData<string> Photos => [.. Samples.Names];

    [Theory]
    [MemberData(nameof(Photos))]
    public async Task The_sample_photos_are_safe(string photo)
    {
        EngineAnswer answer = await engine.Client.PostAsync(PredictBody.Of(Samples.Read(photo)), "/v2/models/nsfw/outputs");

        IReadOnlyDictionary<string, double> values = answer.Concepts();
        Assert.Equal(["sfw", "nsfw"], values.Keys);
        Assert.InRange(values["nsfw"], 0, 0.04);
        Assert.Equal(1, values.Values.Sum(), 4);
    }

    [Fact]
    public async Task Says_whether_it_is_sure_by_the_pixels()
    {
        string body = PredictBody.Of(Samples.Read(Samples.Cat), Samples.Read(Samples.Astronaut));
        EngineAnswer answer = await engine.Client.PostAsync(body, "/v2/models/nsfw-recognition/outputs");

        double[] values = [.. answer.Outputs.Select(output => EngineAnswer.ConceptsOf(output)["nsfw"])];
        Assert.NotEqual(values[0], values[1]);
    }
}
