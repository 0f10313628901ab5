namespace Clarifai;

/// <summary>A concept of a model's vocabulary: what the model can answer with.</summary>
public sealed class ClarifaiConcept
{
    internal ClarifaiConcept(string name, string? id, string model)
    {
        Name = name;
        Id = id;
        Model = model;
    }

    /// <summary>The concept's name in English.</summary>
    public string Name { get; }

    /// <summary>The concept's id; the same in every language.</summary>
    public string? Id { get; }

    /// <summary>The app that the concept belongs to.</summary>
    public string? AppId { get; internal init; }

    /// <summary>The model as it was asked for, e.g. general.</summary>
    public string Model { get; }

    /// <summary>The id of the model that the vocabulary is of; it can differ from the one asked for.</summary>
    public string? ModelId { get; internal init; }

    /// <summary>The id of the model version that the vocabulary is of.</summary>
    public string? ModelVersionId { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
