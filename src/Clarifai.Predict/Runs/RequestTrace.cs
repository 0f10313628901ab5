namespace Clarifai;

/// <summary>How one HTTP request of a run ended, for those who watch: an answer, or an error and what is done about it.</summary>
internal sealed class RequestTrace
{
    /// <summary>Where the request went.</summary>
    public required Uri Address { get; init; }

    /// <summary>Inputs in the request.</summary>
    public required int InputCount { get; init; }

    /// <summary>Bytes of the body.</summary>
    public required long Bytes { get; init; }

    /// <summary>From the first byte sent to the last one received.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The id of the request, where there was an answer.</summary>
    public string? RequestId { get; init; }

    /// <summary>The id of the model version that answered.</summary>
    public string? ModelVersionId { get; init; }

    /// <summary>Why there was no answer.</summary>
    public ClarifaiException? Error { get; init; }

    /// <summary>How long is waited before the request is sent again; null where it is not.</summary>
    public TimeSpan? RetryDelay { get; init; }

    public override string ToString()
    {
        string what = $"{InputCount} {(InputCount == 1 ? "input" : "inputs")}, {Bytes:N0} bytes, {Duration.TotalMilliseconds:N0} ms";
        if (Error is null)
        {
            return $"{what}, request {RequestId ?? "without id"}, model version {ModelVersionId ?? "not told"}";
        }

        string next = RetryDelay is { } delay ? $" Sent again in {delay.TotalSeconds:0.#} s." : "";
        return $"{what}: {Error.ErrorId}. {Error.Message}{next}";
    }
}
