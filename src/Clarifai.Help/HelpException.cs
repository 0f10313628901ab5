namespace Clarifai.Help;

/// <summary>A help source that is incomplete, has too much or is wrong.</summary>
/// <param name="file">The source.</param>
/// <param name="message">The error.</param>
public sealed class HelpException(string file, string message) : Exception(message)
{
    /// <summary>The source.</summary>
    public string File { get; } = file;
}
