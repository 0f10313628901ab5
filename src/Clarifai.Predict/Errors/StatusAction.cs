namespace Clarifai;

/// <summary>What a client does when it meets a <see cref="StatusCode"/>.</summary>
internal enum StatusAction
{
    /// <summary>The input or the request has failed for good.</summary>
    Fail,

    /// <summary>Success.</summary>
    Accept,

    /// <summary>Some inputs succeeded: each output has its own status.</summary>
    ReadOutputs,

    /// <summary>The same request may succeed later: retry with backoff.</summary>
    Retry,

    /// <summary>The same request may succeed on a second try; a third is not worth its cost.</summary>
    RetryOnce,

    /// <summary>The model, an output or a free file handle is not available yet: wait up to ten minutes.</summary>
    WaitForModel,

    /// <summary>The request as a whole is too large: send its inputs in smaller requests.</summary>
    Split,
}
