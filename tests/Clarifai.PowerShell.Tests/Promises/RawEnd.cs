namespace Clarifai.PowerShell.Tests.Promises;

/// <summary>What becomes of a connection after an answer.</summary>
internal enum RawEnd
{
    /// <summary>It waits for the next request.</summary>
    KeepAlive,

    /// <summary>Its writing half is closed as at the end of a stream; then the rest that the client sends is read and dropped.</summary>
    Finish,

    /// <summary>It is broken off, with whatever is under way.</summary>
    Reset,

    /// <summary>The rest that the client sends is read and dropped, then it waits for the next request.</summary>
    Drain,

    /// <summary>Nothing more is read, and nothing closed, until the service ends.</summary>
    Stall,
}
