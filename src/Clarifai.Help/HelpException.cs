namespace Clarifai.Help;

/// <summary>A source of the help that says too little, too much or something wrong.</summary>
/// <param name="file">The source.</param>
/// <param name="message">What is wrong with it.</param>
public sealed class HelpException(string file, string message) : Exception(message)
{
    /// <summary>The source.</summary>
    public string File { get; } = file;
}
