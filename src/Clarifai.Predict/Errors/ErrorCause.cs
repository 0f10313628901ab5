namespace Clarifai;

/// <summary>What lies behind an error, where its id alone does not tell what can be done about it.</summary>
internal enum ErrorCause
{
    /// <summary>The id says enough.</summary>
    None,

    /// <summary>The checkpoint has answers to another question.</summary>
    OtherQuestion,

    /// <summary>The video is larger or longer than the service takes.</summary>
    VideoTooLarge,

    /// <summary>The video that an address leads to is larger or longer than the service takes.</summary>
    VideoAddressTooLarge,

    /// <summary>The video cannot be cut into pieces that the service takes.</summary>
    VideoCannotBeCut,

    /// <summary>A token was sent without a user and an app.</summary>
    OwnerMissing,

    /// <summary>The proxy asks for a login.</summary>
    ProxyLogin,

    /// <summary>The key would go over a connection on which others can read it.</summary>
    UnencryptedKey,

    /// <summary>The process has as many files and connections open as it may.</summary>
    NoHandleLeft,

    /// <summary>What was given as an address is none, and may hold a secret all the same.</summary>
    NoAddress,

    /// <summary>The picture's format is one that the local engine reads and the service does not.</summary>
    ReadByLocalEngine,
}
