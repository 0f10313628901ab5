namespace Clarifai.PowerShell;

/// <summary>An input that is refused before anything is sent.</summary>
public sealed class RefusedInput
{
    internal RefusedInput(string source, ClarifaiException error)
    {
        Source = source;
        ErrorId = error.ErrorId.ToString();
        Reason = ErrorFactory.Explain(error).Message;
    }

    /// <summary>The input as it was given.</summary>
    public string Source { get; }

    /// <summary>The id of the error that a run would report.</summary>
    public string ErrorId { get; }

    /// <summary>Why.</summary>
    public string Reason { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Source}: {ErrorId}";
}
