namespace Clarifai;

/// <summary>The progress of one attempt: requests that may have been billed are not retried.</summary>
internal sealed class WireProgress
{
    private static readonly AsyncLocal<WireProgress?> Attempt = new();

    /// <summary>The attempt that the current code belongs to.</summary>
    public static WireProgress? Current
    {
        get => Attempt.Value;
        set => Attempt.Value = value;
    }

    /// <summary>True once a connection is open and the body is being written.</summary>
    public bool IsStarted { get; set; }

    /// <summary>True once the service rejected the request before it had the whole body: the rest is not sent.</summary>
    public bool IsRefused { get; set; }

    /// <summary>True once the whole body was written; always true for requests without inputs, which are free.</summary>
    public bool IsSent { get; set; }

    /// <summary>True once the last bytes of the body are on their way.</summary>
    public bool IsEnding { get; set; }

    /// <summary>
    /// True once a byte of the final response has arrived, or of an interim one to the whole body; stays false if the transport does not
    /// report it.
    /// </summary>
    public bool IsAnswered { get; set; }
}
