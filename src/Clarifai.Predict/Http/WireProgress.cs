namespace Clarifai;

/// <summary>How far one attempt has come: what may be billed is not sent again.</summary>
internal sealed class WireProgress
{
    private static readonly AsyncLocal<WireProgress?> Attempt = new();

    /// <summary>The attempt that the running code is part of.</summary>
    public static WireProgress? Current
    {
        get => Attempt.Value;
        set => Attempt.Value = value;
    }

    /// <summary>True once the whole body was written; always true without inputs, which cost nothing.</summary>
    public bool IsSent { get; set; }

    /// <summary>True once the last bytes of the body are on their way.</summary>
    public bool IsEnding { get; set; }

    /// <summary>True once a byte of an answer has come; stays false where the transport does not tell.</summary>
    public bool IsAnswered { get; set; }
}
