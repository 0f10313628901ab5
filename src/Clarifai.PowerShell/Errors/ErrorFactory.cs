using System.Management.Automation;

namespace Clarifai.PowerShell;

/// <summary>Creates the error records of the module: adds the remedy and the category to the client's error.</summary>
internal static class ErrorFactory
{
    /// <param name="error">The error.</param>
    /// <param name="target">The input as a path, URL or description; never the bytes, which $Error would keep in memory.</param>
    public static ErrorRecord Create(ClarifaiException error, object? target)
    {
        var record = new ErrorRecord(Explain(error), error.ErrorId.ToString(), CategoryOf(error.ErrorId), target);
        if (error.Remedy is not null)
        {
            // PowerShell shows the recommendation below the message, Windows PowerShell only the message.
#if NET
            record.ErrorDetails = new ErrorDetails(error.Problem) { RecommendedAction = error.Remedy };
#else
            record.ErrorDetails = new ErrorDetails(error.Message) { RecommendedAction = error.Remedy };
#endif
        }

        if (target is string source)
        {
            // Some views show it with the error. The target itself remains as given.
            record.CategoryInfo.TargetName = Shown(source, error);
        }

        return record;
    }

    /// <summary>The input of an error as it is shown: a URL's query may be secret.</summary>
    public static string Shown(string source, ClarifaiException error)
    {
        bool isNoAddress = error.Cause is ErrorCause.NoAddress;
        return isNoAddress || Redaction.IsAddress(source) || Redaction.IsObject(source) ? Redaction.Given(source, isNoAddress) : source;
    }

    /// <summary>Adds the remedy to an error.</summary>
    public static ClarifaiException Explain(ClarifaiException error)
    {
        error.Remedy ??= (error.ErrorId, error.Cause) switch
        {
            (ErrorId.CheckpointMismatch, ErrorCause.OtherOptions) =>
                "Specify another file, or use -Force to continue in this one and send every input again.",
            (ErrorId.FileTooLarge or ErrorId.VideoTooLong, ErrorCause.VideoTooLarge) =>
                "Get-ClarifaiVideoFrame -Split sends it in pieces; -SampleLocally sends some of its frames.",
            (ErrorId.FileTooLarge, ErrorCause.VideoAddressTooLarge) =>
                "Download it: Get-ClarifaiVideoFrame -Split sends a file in pieces; -SampleLocally sends some of its frames.",
            (ErrorId.FileTooLarge, ErrorCause.VideoCannotBeCut) =>
                "With -SampleLocally, its frames are extracted on this machine and sent as images.",
            (ErrorId.NotAuthenticated, ErrorCause.OwnerMissing) =>
                "Either specify the model with its owner, as user/app/model, or connect with both: "
                + "Connect-Clarifai -PersonalAccessToken <token> -UserId <user> -AppId <app>.",
            (ErrorId.UnsupportedMediaType, ErrorCause.ReadByLocalEngine) =>
                "With -MaximumDimension 1024 it is converted to JPEG by the local engine's program.",
            (ErrorId.NotAuthenticated, ErrorCause.ProxyLogin) =>
                "Specify the credentials: Connect-Clarifai -Proxy <url> -ProxyCredential <credential>.",
            (_, ErrorCause.ProxyUnreachable) =>
                "Check the proxy: Connect-Clarifai -Proxy, or the system's settings (such as the environment variable HTTPS_PROXY). "
                + "-NoProxy bypasses it.",
            (_, ErrorCause.NotTheService) =>
                $"Check the base URL: Connect-Clarifai -BaseUri or the environment variable {EnvironmentSettings.AddressVariable}.",
            (ErrorId.NotAuthenticated, ErrorCause.UnencryptedKey) =>
                "Use https, or allow it: Connect-Clarifai -AllowUnencryptedAuthentication.",
            (ErrorId.FfmpegNotFound, _) when error is ClarifaiServiceException =>
                "Then restart the local engine: Disconnect-Clarifai; Connect-Clarifai -Local.",
            (_, ErrorCause.NoKeywordsInFile) => "Use -Sidecar to write the keywords to a file next to the photo.",
            (_, ErrorCause.WrongExtension) =>
                "Give the file the extension of its format, such as .jpg for a JPEG, or use -Sidecar to write the keywords "
                + "to a file next to the photo.",
            (ErrorId.FileAccessDenied, ErrorCause.ReadOnlyFile) => "Use -Force to write it.",
            _ => null,
        };
        return error;
    }

    public static ErrorCategory CategoryOf(ErrorId id) => id switch
    {
        ErrorId.FileNotFound or ErrorId.ModelNotFound => ErrorCategory.ObjectNotFound,
        ErrorId.PathIsDirectory or ErrorId.PathNotFileSystem or ErrorId.PathOutsideRoot or ErrorId.InvalidModelArgument =>
            ErrorCategory.InvalidArgument,
        ErrorId.FileAccessDenied or ErrorId.NotAuthorized => ErrorCategory.PermissionDenied,
        ErrorId.FileReadFailed => ErrorCategory.ReadError,
        ErrorId.FileExists or ErrorId.ModelExists => ErrorCategory.ResourceExists,
        ErrorId.FileWriteFailed or ErrorId.CheckpointFailed => ErrorCategory.WriteError,
        ErrorId.FileTooLarge or ErrorId.VideoTooLong => ErrorCategory.LimitsExceeded,
        ErrorId.UnsupportedMediaType or ErrorId.InvalidRow or ErrorId.InputRejected => ErrorCategory.InvalidData,
        ErrorId.InputDownloadFailed or ErrorId.ServiceUnavailable or ErrorId.ModelNotReady or ErrorId.LocalEngineFailed =>
            ErrorCategory.ResourceUnavailable,
        ErrorId.RequestTimeout => ErrorCategory.OperationTimeout,
        ErrorId.ConnectionFailed or ErrorId.ConnectionLost => ErrorCategory.ConnectionError,
        ErrorId.Throttled or ErrorId.CheckpointInUse => ErrorCategory.ResourceBusy,
        ErrorId.InvalidResponse or ErrorId.FfmpegFailed or ErrorId.ExifToolFailed or ErrorId.TrainingFailed
            or ErrorId.EvaluationFailed => ErrorCategory.InvalidResult,
        ErrorId.FfmpegNotFound or ErrorId.ExifToolNotFound or ErrorId.LocalEngineNotFound => ErrorCategory.NotInstalled,
        ErrorId.NotConnected or ErrorId.NotAuthenticated => ErrorCategory.AuthenticationError,
        ErrorId.QuotaExceeded => ErrorCategory.QuotaExceeded,
        ErrorId.CheckpointMismatch => ErrorCategory.InvalidOperation,
        _ => ErrorCategory.NotSpecified,
    };
}
