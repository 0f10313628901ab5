namespace Clarifai;

/// <summary>The stable ids of all errors.</summary>
public enum ErrorId
{
    /// <summary>No error.</summary>
    None,

    /// <summary>The file was not found.</summary>
    FileNotFound,

    /// <summary>The path is a folder.</summary>
    PathIsDirectory,

    /// <summary>The path is not in the file system.</summary>
    PathNotFileSystem,

    /// <summary>The file is not below the folder of -ShardRoot.</summary>
    PathOutsideRoot,

    /// <summary>Access to the file is denied.</summary>
    FileAccessDenied,

    /// <summary>The file could not be read, or its length changed while it was sent.</summary>
    FileReadFailed,

    /// <summary>The file already exists.</summary>
    FileExists,

    /// <summary>The file could not be written.</summary>
    FileWriteFailed,

    /// <summary>
    /// The input or its request exceeds the service's size limit, or the service reported that a video is too large or too long.
    /// </summary>
    FileTooLarge,

    /// <summary>The measured length of the video exceeds the service's limit.</summary>
    VideoTooLong,

    /// <summary>The content is not an image or video that the service can read.</summary>
    UnsupportedMediaType,

    /// <summary>The object or row lacks required properties, or their values are not valid.</summary>
    InvalidRow,

    /// <summary>The service rejected this input.</summary>
    InputRejected,

    /// <summary>The service could not download this input.</summary>
    InputDownloadFailed,

    /// <summary>The service did not answer in time.</summary>
    RequestTimeout,

    /// <summary>The service could not be reached.</summary>
    ConnectionFailed,

    /// <summary>The service is throttling requests.</summary>
    Throttled,

    /// <summary>The service is temporarily unavailable.</summary>
    ServiceUnavailable,

    /// <summary>The model is still being deployed.</summary>
    ModelNotReady,

    /// <summary>The service's response could not be read.</summary>
    InvalidResponse,

    /// <summary>ffmpeg is not installed.</summary>
    FfmpegNotFound,

    /// <summary>ffmpeg failed.</summary>
    FfmpegFailed,

    /// <summary>ExifTool could not be started, or ended early.</summary>
    ExifToolFailed,

    /// <summary>The trained model could not be evaluated, for example because of too few examples.</summary>
    EvaluationFailed,

    // From here on, no later input of the same run can succeed.

    /// <summary>No connection has been made, or its base URL is not that of the service.</summary>
    NotConnected,

    /// <summary>The key or token is not valid.</summary>
    NotAuthenticated,

    /// <summary>The key or token lacks permission for this.</summary>
    NotAuthorized,

    /// <summary>The account's quota is exhausted.</summary>
    QuotaExceeded,

    /// <summary>The service was unreachable for so long that the run ended.</summary>
    ConnectionLost,

    /// <summary>The model, version, or workflow does not exist.</summary>
    ModelNotFound,

    /// <summary>An argument does not fit the model.</summary>
    InvalidModelArgument,

    /// <summary>A model of this name already exists.</summary>
    ModelExists,

    /// <summary>The model could not be trained.</summary>
    TrainingFailed,

    /// <summary>The local engine is not installed.</summary>
    LocalEngineNotFound,

    /// <summary>The local engine failed to start or has stopped.</summary>
    LocalEngineFailed,

    /// <summary>ExifTool is not installed.</summary>
    ExifToolNotFound,

    /// <summary>The checkpoint file belongs to a run with another model or other options.</summary>
    CheckpointMismatch,

    /// <summary>Another process is writing the checkpoint file.</summary>
    CheckpointInUse,

    /// <summary>The checkpoint file cannot be read or written.</summary>
    CheckpointFailed,
}
