namespace Clarifai;

/// <summary>An input and its position in the run, from 0.</summary>
internal sealed record IndexedInput(PredictInput Input, int Index)
{
    /// <summary>What the run's checkpoint knows it by; null without a checkpoint, and for an input that cannot be read.</summary>
    public byte[]? Identity { get; init; }

    /// <summary>Where the run's checkpoint has the answer; null for an input that is still to be asked about.</summary>
    public long? Stored { get; init; }
}
