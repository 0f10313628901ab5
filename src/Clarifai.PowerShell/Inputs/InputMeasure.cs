namespace Clarifai.PowerShell;

/// <summary>What a run would send.</summary>
public sealed class InputMeasure
{
    /// <summary>Inputs that would be sent.</summary>
    public required int Inputs { get; init; }

    /// <summary>Images among them.</summary>
    public required int Images { get; init; }

    /// <summary>Videos among them.</summary>
    public required int Videos { get; init; }

    /// <summary>Bytes of the files, before base64; the content of URLs is not counted.</summary>
    public required long Bytes { get; init; }

    /// <summary>
    /// The bytes that would be sent, before base64: with -MaximumDimension the images are converted to measure them.
    /// </summary>
    public required long BytesToSend { get; init; }

    /// <summary>HTTP requests with full batches. A run may send a few more: it does not wait to fill its first one.</summary>
    public required int Requests { get; init; }

    /// <summary>Inputs that would be rejected before anything is sent, with the reason.</summary>
    public required AnswerList<RefusedInput> Refused { get; init; }
}
