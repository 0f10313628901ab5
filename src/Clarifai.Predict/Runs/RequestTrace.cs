using System.Globalization;

namespace Clarifai;

/// <summary>The result of one HTTP request of a run: an answer, or an error and how it is handled.</summary>
internal sealed class RequestTrace
{
    /// <summary>The address of the request.</summary>
    public required Uri Address { get; init; }

    /// <summary>Inputs in the request.</summary>
    public required int InputCount { get; init; }

    /// <summary>Bytes of the body.</summary>
    public required long Bytes { get; init; }

    /// <summary>From the first byte sent to the last one received.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The id of the request, if it was answered.</summary>
    public string? RequestId { get; init; }

    /// <summary>The id of the model version that answered.</summary>
    public string? ModelVersionId { get; init; }

    /// <summary>The error, if it was not answered.</summary>
    public ClarifaiException? Error { get; init; }

    /// <summary>The delay before the request is retried; null if it is not.</summary>
    public TimeSpan? RetryDelay { get; init; }

    /// <summary>The answer's status if the service does not know all of the requested concepts; null otherwise.</summary>
    public ClarifaiStatus? UnknownConcepts { get; init; }

    /// <summary>When the request is retried: "now", or e.g. "in 2.5 s"; null if it is not.</summary>
    public string? RetryTime => RetryDelay is not { } delay ? null
        : delay.TotalSeconds < 0.05 ? "now" : string.Format(CultureInfo.CurrentCulture, "in {0:0.#} s", delay.TotalSeconds);

    public override string ToString()
    {
        string what = $"{InputCount} {(InputCount == 1 ? "input" : "inputs")}, {Bytes:N0} bytes, {Duration.TotalMilliseconds:N0} ms";
        if (Error is null)
        {
            string request = Redaction.Visible(RequestId) is { } id ? $"request {id}" : "no request ID";
            return $"{what}, {request}, model version {Redaction.Visible(ModelVersionId) ?? "unknown"}";
        }

        string next = RetryTime is null ? "" : $" Retrying {RetryTime}.";
        return $"{what}: {Error.ErrorId}. {Error.Message}{next}";
    }
}
