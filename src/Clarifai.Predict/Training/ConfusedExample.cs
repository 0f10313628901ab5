namespace Clarifai;

/// <summary>An example that the evaluation of a model took for something else.</summary>
public sealed class ConfusedExample
{
    internal ConfusedExample(string source, StoredConfusion confusion)
    {
        Source = source;
        InputId = confusion.InputId;
        Concept = string.Join(PredictRow.NameSeparator, confusion.Given);
        SeenAs = confusion.Predicted;
        Value = confusion.Value;
    }

    /// <summary>The example as it was given in this run; of an earlier run, its file name, or else its id.</summary>
    public string Source { get; }

    /// <summary>The given concepts, joined by "; ".</summary>
    public string Concept { get; }

    /// <summary>The concept with the highest value.</summary>
    public string SeenAs { get; }

    /// <summary>The value of that concept, 0 to 1.</summary>
    public double Value { get; }

    /// <summary>The id of the input.</summary>
    public string InputId { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Redaction.Shown(Source)}: {Concept} seen as {SeenAs}";
}
