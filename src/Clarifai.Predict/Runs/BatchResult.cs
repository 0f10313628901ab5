namespace Clarifai;

/// <summary>How it ended for the inputs of one batch.</summary>
internal sealed class BatchResult
{
    public required int Sequence { get; init; }

    /// <summary>In the order of the inputs; those without an outcome were cut off by <see cref="Fatal"/> or by cancelling.</summary>
    public required IReadOnlyList<PredictOutcome> Outcomes { get; init; }

    /// <summary>An error that no later input can escape.</summary>
    public PredictOutcome? Fatal { get; init; }

    /// <summary>A fault of this program, to be thrown where it is seen.</summary>
    public Exception? Fault { get; init; }
}
