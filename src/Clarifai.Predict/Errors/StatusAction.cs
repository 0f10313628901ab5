namespace Clarifai;

/// <summary>What a client does when it meets a <see cref="StatusCode"/>.</summary>
internal enum StatusAction
{
    /// <summary>The input or the request has failed for good.</summary>
    Fail,

    /// <summary>Success.</summary>
    Accept,

    /// <summary>Success of some inputs: each output has a status of its own.</summary>
    ReadOutputs,

    /// <summary>The same request may succeed later: wait with back-off and send it again.</summary>
    Retry,

    /// <summary>The same request may succeed at the second try; a third is not worth its cost.</summary>
    RetryOnce,

    /// <summary>The model, an output or room for a file is not there yet: wait up to ten minutes.</summary>
    WaitForModel,

    /// <summary>The request is too large as a whole: send its inputs in smaller ones.</summary>
    Split,
}
