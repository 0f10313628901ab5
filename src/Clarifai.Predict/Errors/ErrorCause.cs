namespace Clarifai;

/// <summary>The cause of an error, if its id alone does not determine the remedy.</summary>
internal enum ErrorCause
{
    /// <summary>The id is specific enough.</summary>
    None,

    /// <summary>The checkpoint belongs to a run with another model or other options.</summary>
    OtherOptions,

    /// <summary>The video exceeds the service's size or length limit.</summary>
    VideoTooLarge,

    /// <summary>The video at a URL exceeds the service's size or length limit.</summary>
    VideoAddressTooLarge,

    /// <summary>The video cannot be split into pieces within the service's limits.</summary>
    VideoCannotBeCut,

    /// <summary>A personal access token was sent without a user and an app.</summary>
    OwnerMissing,

    /// <summary>The proxy requires authentication.</summary>
    ProxyLogin,

    /// <summary>The proxy cannot be reached, or does not reach the service.</summary>
    ProxyUnreachable,

    /// <summary>What responded is not the service.</summary>
    NotTheService,

    /// <summary>The key would be sent unencrypted.</summary>
    UnencryptedKey,

    /// <summary>The process has reached its limit of open files and connections.</summary>
    NoHandleLeft,

    /// <summary>The value given as a URL is not one, but may still contain a secret.</summary>
    NoAddress,

    /// <summary>The local engine supports the image's format, but the service does not.</summary>
    ReadByLocalEngine,

    /// <summary>Keywords cannot be written into this file.</summary>
    NoKeywordsInFile,

    /// <summary>The file's extension is that of another format.</summary>
    WrongExtension,

    /// <summary>The file is read-only.</summary>
    ReadOnlyFile,
}
