namespace Clarifai;

/// <summary>A concept of a model's vocabulary: one that the model can return.</summary>
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

    /// <summary>The model as requested, e.g. general.</summary>
    public string Model { get; }

    /// <summary>The id of the model that has this vocabulary; it can differ from the requested one.</summary>
    public string? ModelId { get; internal init; }

    /// <summary>The id of the model version that has this vocabulary.</summary>
    public string? ModelVersionId { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
