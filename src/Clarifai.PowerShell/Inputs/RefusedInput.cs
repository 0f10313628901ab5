namespace Clarifai.PowerShell;

/// <summary>An input that is refused before anything is sent.</summary>
public sealed class RefusedInput
{
    private readonly string _shown;

    internal RefusedInput(string source, ClarifaiException error)
    {
        Source = source;
        _shown = Redaction.Given(source, isAddress: error.Cause is ErrorCause.NoAddress);
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
    public override string ToString() => $"{_shown}: {ErrorId}";
}
