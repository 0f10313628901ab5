namespace Clarifai;

/// <summary>The stable ids of everything that can go wrong.</summary>
public enum ErrorId
{
    /// <summary>No error.</summary>
    None,

    /// <summary>There is no file of that name.</summary>
    FileNotFound,

    /// <summary>The path names a folder.</summary>
    PathIsDirectory,

    /// <summary>The path is not one of the file system.</summary>
    PathNotFileSystem,

    /// <summary>The file may not be read.</summary>
    FileAccessDenied,

    /// <summary>The file could not be read to the length it had when it was opened.</summary>
    FileReadFailed,

    /// <summary>There is a file of that name already.</summary>
    FileExists,

    /// <summary>The file could not be written.</summary>
    FileWriteFailed,

    /// <summary>
    /// The input, or the request it is in, is larger than the service takes; or the service says that a video is larger or longer.
    /// </summary>
    FileTooLarge,

    /// <summary>The video was measured and is longer than the service takes.</summary>
    VideoTooLong,

    /// <summary>The content is no picture or video that the service reads.</summary>
    UnsupportedMediaType,

    /// <summary>The object is none that a report shows.</summary>
    InvalidRow,

    /// <summary>The service refused this input.</summary>
    InputRejected,

    /// <summary>The service could not download this input.</summary>
    InputDownloadFailed,

    /// <summary>The service did not answer in time.</summary>
    RequestTimeout,

    /// <summary>The service could not be reached.</summary>
    ConnectionFailed,

    /// <summary>The service takes no more requests for now.</summary>
    Throttled,

    /// <summary>The service is out of order for now.</summary>
    ServiceUnavailable,

    /// <summary>The model is still being brought up.</summary>
    ModelNotReady,

    /// <summary>The answer could not be understood.</summary>
    InvalidResponse,

    /// <summary>ffmpeg is not installed.</summary>
    FfmpegNotFound,

    /// <summary>ffmpeg could not do its work.</summary>
    FfmpegFailed,

    /// <summary>There is no connection.</summary>
    NotConnected,

    /// <summary>The key or token is not valid.</summary>
    NotAuthenticated,

    /// <summary>The key or token may not do this.</summary>
    NotAuthorized,

    /// <summary>The account's quota is used up.</summary>
    QuotaExceeded,

    /// <summary>The service has been out of reach for so long that the run was ended.</summary>
    ConnectionLost,

    /// <summary>There is no such model, version or workflow.</summary>
    ModelNotFound,

    /// <summary>An argument does not fit the model.</summary>
    InvalidModelArgument,

    /// <summary>The local engine is not installed.</summary>
    LocalEngineNotFound,

    /// <summary>The local engine did not start or has ended.</summary>
    LocalEngineFailed,

    /// <summary>The checkpoint file is of a run with another model or other options.</summary>
    CheckpointMismatch,

    /// <summary>Another process is writing the checkpoint file.</summary>
    CheckpointInUse,

    /// <summary>The checkpoint file cannot be read or written.</summary>
    CheckpointFailed,
}
