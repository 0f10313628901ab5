namespace Clarifai;

/// <summary>
/// Everything a model returned for one input, as one row of a spreadsheet. Values that the model does not return are null.
/// </summary>
public sealed class PredictRow : SourcedObject
{
    internal const string NameSeparator = "; ";

    internal PredictRow(PredictOutput output)
        : base(output.Origin)
    {
        (string Name, double Value)[] best =
        [
            .. output.Observations.Select(Named)
                .Where(named => named.Name.Length > 0)
                .GroupBy(named => named.Name, (name, same) => (name, same.Max(named => named.Value)))
                .OrderByDescending(named => named.Item2),
        ];
        if (best.Length > 0)
        {
            (TopConcept, TopValue) = best[0];
            Concepts = string.Join(NameSeparator, best.Select(named => named.Name));
        }

        bool isVideo = output.Frames.Count > 0;
        IEnumerable<string> texts = output.Texts.Select(text => text.Text);
        Text = output.Texts.Count > 0 ? string.Join("\n", isVideo ? texts.Distinct() : texts) : null;
        Seconds = isVideo ? output.Frames.Max(frame => frame.TimeMs) / 1000.0 : null;
    }

    /// <inheritdoc/>
    public override string Source => Origin.Source;

    /// <summary>The kind the input was sent as: Image, Video or Text.</summary>
    public string Kind => Origin.Input.Kind.ToString();

    /// <summary>
    /// The names of the concepts, colors and segments, each once, best first and joined by "; ". For a video, the highest value of a name
    /// in any frame counts.
    /// </summary>
    public string? Concepts { get; }

    /// <summary>The first of the names.</summary>
    public string? TopConcept { get; }

    /// <summary>The value of the first name, 0 to 1.</summary>
    public double? TopValue { get; }

    /// <summary>
    /// The text that the model read or generated, one line per text. For a video, each text once, in the order of appearance.
    /// </summary>
    public string? Text { get; }

    /// <summary>The time of the last video frame that the model analyzed, in seconds from the start.</summary>
    public double? Seconds { get; }

    /// <summary>The id of the model that answered.</summary>
    public string? ModelId => Origin.ModelId;

    /// <inheritdoc/>
    public override string ToString() => $"{Origin.ShownSource}: {Concepts ?? Text}";

    private static (string Name, double Value) Named(Observation observation) => observation switch
    {
        Concept concept => (concept.Name, concept.Value),
        Color color => (color.Name ?? color.Hex ?? "", color.Value),
        Mask mask => (mask.Name, mask.Value),
        _ => ("", 0),
    };
}
