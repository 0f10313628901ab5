namespace Clarifai.Tests;

internal static class ClientExtensions
{
    /// <summary>Asks about inputs that are a whole run, with nothing else said.</summary>
    public static Task<PredictAnswer> PredictAsync(
        this ClarifaiClient client,
        PredictTarget target,
        IReadOnlyList<PredictInput> inputs,
        PredictOptions? options = null,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default) => client.PredictAsync(
            target,
            options ?? new PredictOptions(),
            [.. inputs.Select((input, i) => new IndexedInput(input, i))],
            timeout ?? TimeSpan.FromSeconds(120),
            keepRaw: false,
            cancellationToken);
}
