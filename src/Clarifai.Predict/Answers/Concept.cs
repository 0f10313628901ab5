namespace Clarifai;

/// <summary>Something a model recognized in an input, with its confidence.</summary>
public class Concept : Observation
{
    private readonly ConceptFields _fields;

    internal Concept(AnswerOrigin origin, in ConceptFields fields)
        : base(origin) => _fields = fields;

    /// <inheritdoc/>
    public override string Source => Origin.Source;

    /// <summary>The concept's name in the requested language.</summary>
    public string Name => _fields.Name;

    /// <summary>The model's confidence, 0 to 1.</summary>
    public double Value => _fields.Value;

    /// <summary>The concept's id; the same in every language.</summary>
    public string? Id => _fields.Id;

    /// <summary>The app that the concept belongs to.</summary>
    public string? AppId => _fields.AppId;

    /// <summary>The vocabulary it comes from, if the model has several: age_appearance, gender_appearance and so on.</summary>
    public string? Vocabulary => _fields.Vocabulary;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Name} {Value:0.000}");
}
