namespace Clarifai;

/// <summary>What an error means to a run: its category and whether any later input could still succeed. The one table of errors.</summary>
public sealed class ErrorKind
{
    private static readonly Dictionary<ErrorId, ErrorKind> ById = new ErrorKind[]
    {
        new(ErrorId.FileNotFound, "ObjectNotFound"),
        new(ErrorId.PathIsDirectory, "InvalidArgument"),
        new(ErrorId.PathNotFileSystem, "InvalidArgument"),
        new(ErrorId.FileAccessDenied, "PermissionDenied"),
        new(ErrorId.FileReadFailed, "ReadError"),
        new(ErrorId.FileExists, "ResourceExists"),
        new(ErrorId.FileWriteFailed, "WriteError"),
        new(ErrorId.FileTooLarge, "LimitsExceeded"),
        new(ErrorId.VideoTooLong, "LimitsExceeded"),
        new(ErrorId.UnsupportedMediaType, "InvalidData"),
        new(ErrorId.InvalidRow, "InvalidData"),
        new(ErrorId.InputRejected, "InvalidData"),
        new(ErrorId.InputDownloadFailed, "ResourceUnavailable"),
        new(ErrorId.RequestTimeout, "OperationTimeout"),
        new(ErrorId.ConnectionFailed, "ConnectionError"),
        new(ErrorId.Throttled, "ResourceBusy"),
        new(ErrorId.ServiceUnavailable, "ResourceUnavailable"),
        new(ErrorId.ModelNotReady, "ResourceUnavailable"),
        new(ErrorId.InvalidResponse, "InvalidResult"),
        new(ErrorId.FfmpegNotFound, "NotInstalled"),
        new(ErrorId.FfmpegFailed, "InvalidResult"),
        new(ErrorId.NotConnected, "AuthenticationError", endsRun: true),
        new(ErrorId.NotAuthenticated, "AuthenticationError", endsRun: true),
        new(ErrorId.NotAuthorized, "PermissionDenied", endsRun: true),
        new(ErrorId.QuotaExceeded, "QuotaExceeded", endsRun: true),
        new(ErrorId.ModelNotFound, "ObjectNotFound", endsRun: true),
        new(ErrorId.InvalidModelArgument, "InvalidArgument", endsRun: true),
        new(ErrorId.LocalEngineNotFound, "NotInstalled", endsRun: true),
        new(ErrorId.LocalEngineFailed, "ResourceUnavailable", endsRun: true),
        new(ErrorId.CheckpointMismatch, "InvalidOperation", endsRun: true),
        new(ErrorId.CheckpointInUse, "ResourceBusy", endsRun: true),
        new(ErrorId.CheckpointFailed, "WriteError", endsRun: true),
    }.ToDictionary(kind => kind.Id);

    private ErrorKind(ErrorId id, string category, bool endsRun = false)
    {
        Id = id;
        Category = category;
        EndsRun = endsRun;
    }

    /// <summary>The stable id.</summary>
    public ErrorId Id { get; }

    /// <summary>The name of PowerShell's ErrorCategory.</summary>
    public string Category { get; }

    /// <summary>True where no later input of the same run can succeed.</summary>
    public bool EndsRun { get; }

    /// <summary>Every kind of error, in the order of <see cref="ErrorId"/>.</summary>
    public static IEnumerable<ErrorKind> All => ById.Values.OrderBy(kind => kind.Id);

    /// <summary>Finds what an id means.</summary>
    /// <param name="id">Any id but <see cref="ErrorId.None"/>.</param>
    /// <returns>The row of the table.</returns>
    public static ErrorKind Find(ErrorId id) => ById[id];

    /// <inheritdoc/>
    public override string ToString() => Id.ToString();
}
