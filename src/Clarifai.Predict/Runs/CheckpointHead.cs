namespace Clarifai;

/// <summary>The beginning of a checkpoint's line, as JSON.</summary>
internal readonly ref struct CheckpointHead
{
    /// <summary>What identifies the input.</summary>
    public required ReadOnlySpan<byte> Identity { get; init; }

    /// <summary>The service, model and options.</summary>
    public required ReadOnlySpan<byte> Asked { get; init; }

    /// <summary>True if the input was answered.</summary>
    public required bool IsFinished { get; init; }

    /// <summary>The source of the input, if the line has it beside what identifies it; otherwise empty.</summary>
    public required ReadOnlySpan<byte> Source { get; init; }

    /// <summary>Where the input belongs in a video; empty if it is not a part of one.</summary>
    public required ReadOnlySpan<byte> Part { get; init; }
}
