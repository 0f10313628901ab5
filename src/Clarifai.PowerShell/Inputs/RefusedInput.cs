namespace Clarifai.PowerShell;

/// <summary>An input that is rejected before anything is sent.</summary>
public sealed class RefusedInput
{
    internal RefusedInput(string source, ClarifaiException error)
    {
        Source = ErrorFactory.Shown(source, error);
        ErrorId = error.ErrorId.ToString();
        Reason = ErrorFactory.Explain(error).Message;
    }

    /// <summary>The input as specified; a URL without user name, password, query, and fragment.</summary>
    public string Source { get; }

    /// <summary>The id of the error that a run would report.</summary>
    public string ErrorId { get; }

    /// <summary>The reason.</summary>
    public string Reason { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Source}: {ErrorId}";
}
