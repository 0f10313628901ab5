namespace Clarifai;

/// <summary>Maps the exceptions of an unreadable input to errors.</summary>
internal static class ReadFailure
{
    public static bool Is(Exception e) =>
        e is IOException or UnauthorizedAccessException or ObjectDisposedException or NotSupportedException or ArgumentException;

    /// <param name="e">The system's exception.</param>
    /// <param name="source">The input's source.</param>
    /// <param name="input">The input that cannot be sent because of it; null if it has not been created yet.</param>
    public static ClarifaiException Error(Exception e, string source, PredictInput? input = null)
    {
        (ErrorId id, string message) = e switch
        {
            FileNotFoundException or DirectoryNotFoundException or PathTooLongException =>
                (ErrorId.FileNotFound, $"The file '{Redaction.Given(source)}' was not found."),
            UnauthorizedAccessException when Directory.Exists(source) =>
                (ErrorId.PathIsDirectory, $"'{source}' is a folder. To use the files in it, specify '{Path.Combine(source, "*")}'."),
            UnauthorizedAccessException => (ErrorId.FileAccessDenied, $"'{source}' cannot be read: access is denied."),
            _ => (ErrorId.FileReadFailed, $"'{source}' could not be read: {e.Message}"),
        };
        (StatusAction action, ErrorCause cause) =
            HandleShortage.Is(e) ? (StatusAction.WaitForModel, ErrorCause.NoHandleLeft) : (StatusAction.Fail, ErrorCause.None);

        // The system's own text has the whole name.
        Exception? inner = id is ErrorId.FileNotFound && Redaction.IsAddress(source) ? null : e;
        return input is null
            ? new ClarifaiException(id, message, inner, action, cause)
            : new ClarifaiInputException(input, id, message, inner, action, cause);
    }
}
