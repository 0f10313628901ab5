namespace Clarifai.PowerShell;

/// <summary>An input that is rejected before anything is sent.</summary>
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

    /// <summary>The input as specified.</summary>
    public string Source { get; }

    /// <summary>The id of the error that a run would report.</summary>
    public string ErrorId { get; }

    /// <summary>The reason.</summary>
    public string Reason { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{_shown}: {ErrorId}";
}
