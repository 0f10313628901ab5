namespace Clarifai;

/// <summary>What keeps the content of an input from being read: the exceptions that say so, and the error that they become.</summary>
internal static class ReadFailure
{
    public static bool Is(Exception e) =>
        e is IOException or UnauthorizedAccessException or ObjectDisposedException or NotSupportedException or ArgumentException;

    /// <param name="e">What the system says.</param>
    /// <param name="source">What was read.</param>
    /// <param name="input">The input of a request that cannot be sent because of it; null where there is none yet.</param>
    public static ClarifaiException Error(Exception e, string source, PredictInput? input = null)
    {
        (ErrorId id, string message) = e switch
        {
            FileNotFoundException or DirectoryNotFoundException or PathTooLongException =>
                (ErrorId.FileNotFound, $"There is no file '{Redaction.Given(source)}'."),
            UnauthorizedAccessException when Directory.Exists(source) =>
                (ErrorId.PathIsDirectory, $"'{source}' is a folder. For the files in it: {Path.Combine(source, "*")}"),
            UnauthorizedAccessException => (ErrorId.FileAccessDenied, $"'{source}' may not be read: access is denied."),
            _ => (ErrorId.FileReadFailed, $"'{source}' could not be read: {e.Message}"),
        };
        (StatusAction action, ErrorCause cause) =
            HandleShortage.Is(e) ? (StatusAction.WaitForModel, ErrorCause.NoHandleLeft) : (StatusAction.Fail, ErrorCause.None);
        return input is null
            ? new ClarifaiException(id, message, e, action, cause)
            : new ClarifaiInputException(input, id, message, e, action, cause);
    }
}
