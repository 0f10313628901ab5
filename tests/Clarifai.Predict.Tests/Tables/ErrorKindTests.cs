namespace Clarifai.Tests;

public sealed class ErrorKindTests
{
    /// <summary>The names of System.Management.Automation.ErrorCategory.</summary>
    private static readonly HashSet<string> Categories =
    [
        "NotSpecified", "OpenError", "CloseError", "DeviceError", "DeadlockDetected", "InvalidArgument", "InvalidData", "InvalidOperation",
        "InvalidResult", "InvalidType", "MetadataError", "NotImplemented", "NotInstalled", "ObjectNotFound", "OperationStopped",
        "OperationTimeout", "SyntaxError", "ParserError", "PermissionDenied", "ResourceBusy", "ResourceExists", "ResourceUnavailable",
        "ReadError", "WriteError", "FromStdErr", "SecurityError", "ProtocolError", "ConnectionError", "AuthenticationError",
        "LimitsExceeded", "QuotaExceeded", "NotEnabled",
    ];

    public static TheoryData<ErrorId> Ids => [.. Enum.GetValues<ErrorId>().Where(id => id is not ErrorId.None)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_error_has_a_category_that_powershell_knows(ErrorId id)
    {
        var kind = ErrorKind.Find(id);

        Assert.Equal(id, kind.Id);
        Assert.Contains(kind.Category, Categories);
        Assert.Equal(id.ToString(), kind.ToString());
        Assert.Equal(kind, new ClarifaiException(id, "message").Kind);
    }

    [Fact]
    public void All_is_every_error_once() => Assert.Equal(Ids.Select(row => row.Data), ErrorKind.All.Select(kind => kind.Id));

    [Fact]
    public void An_error_ends_the_run_only_where_no_later_input_can_succeed() => Assert.Equal(
        [
            ErrorId.NotConnected, ErrorId.NotAuthenticated, ErrorId.NotAuthorized, ErrorId.QuotaExceeded, ErrorId.ModelNotFound,
            ErrorId.InvalidModelArgument, ErrorId.LocalEngineNotFound, ErrorId.LocalEngineFailed, ErrorId.CheckpointMismatch,
            ErrorId.CheckpointInUse, ErrorId.CheckpointFailed,
        ],
        ErrorKind.All.Where(kind => kind.EndsRun).Select(kind => kind.Id));

    [Theory]
    [InlineData(ErrorId.FileNotFound, "ObjectNotFound")]
    [InlineData(ErrorId.PathIsDirectory, "InvalidArgument")]
    [InlineData(ErrorId.PathNotFileSystem, "InvalidArgument")]
    [InlineData(ErrorId.FileAccessDenied, "PermissionDenied")]
    [InlineData(ErrorId.FileReadFailed, "ReadError")]
    [InlineData(ErrorId.FileExists, "ResourceExists")]
    [InlineData(ErrorId.FileWriteFailed, "WriteError")]
    [InlineData(ErrorId.FileTooLarge, "LimitsExceeded")]
    [InlineData(ErrorId.VideoTooLong, "LimitsExceeded")]
    [InlineData(ErrorId.UnsupportedMediaType, "InvalidData")]
    [InlineData(ErrorId.InvalidRow, "InvalidData")]
    [InlineData(ErrorId.InputRejected, "InvalidData")]
    [InlineData(ErrorId.InputDownloadFailed, "ResourceUnavailable")]
    [InlineData(ErrorId.RequestTimeout, "OperationTimeout")]
    [InlineData(ErrorId.ConnectionFailed, "ConnectionError")]
    [InlineData(ErrorId.Throttled, "ResourceBusy")]
    [InlineData(ErrorId.ServiceUnavailable, "ResourceUnavailable")]
    [InlineData(ErrorId.ModelNotReady, "ResourceUnavailable")]
    [InlineData(ErrorId.InvalidResponse, "InvalidResult")]
    [InlineData(ErrorId.FfmpegNotFound, "NotInstalled")]
    [InlineData(ErrorId.FfmpegFailed, "InvalidResult")]
    [InlineData(ErrorId.NotConnected, "AuthenticationError")]
    [InlineData(ErrorId.NotAuthenticated, "AuthenticationError")]
    [InlineData(ErrorId.NotAuthorized, "PermissionDenied")]
    [InlineData(ErrorId.QuotaExceeded, "QuotaExceeded")]
    [InlineData(ErrorId.ModelNotFound, "ObjectNotFound")]
    [InlineData(ErrorId.InvalidModelArgument, "InvalidArgument")]
    [InlineData(ErrorId.LocalEngineNotFound, "NotInstalled")]
    [InlineData(ErrorId.LocalEngineFailed, "ResourceUnavailable")]
    [InlineData(ErrorId.CheckpointMismatch, "InvalidOperation")]
    [InlineData(ErrorId.CheckpointInUse, "ResourceBusy")]
    [InlineData(ErrorId.CheckpointFailed, "WriteError")]
    public void The_category_of_an_error_is_stable(ErrorId id, string category) => Assert.Equal(category, ErrorKind.Find(id).Category);
}
