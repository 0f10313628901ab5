namespace Clarifai;

/// <summary>A version of a model. One that is named in a prediction answers alike for as long as the service keeps it.</summary>
public sealed class ClarifaiModelVersion
{
    internal ClarifaiModelVersion(ModelReference model, string id)
    {
        Reference = model;
        Id = id;
    }

    /// <summary>The model as it was asked for, e.g. general.</summary>
    public string Model => Reference.Name;

    /// <summary>The version's id.</summary>
    public string Id { get; }

    /// <summary>When the version was made; null where the service does not tell.</summary>
    public DateTimeOffset? CreatedAt { get; internal init; }

    /// <summary>What the service says about it, e.g. "Model is trained and ready for deployment"; null where it says nothing.</summary>
    public string? Status { get; internal init; }

    /// <summary>The code of <see cref="Status"/>: 21100 where the version can be asked. 0 where the service does not tell.</summary>
    public int StatusCode { get; internal init; }

    /// <summary>How many concepts the version knows; null where the service does not tell.</summary>
    public int? ConceptCount { get; internal init; }

    /// <summary>The id of the model; of a public model, the one that it is asked by.</summary>
    public string ModelId => Reference.Public?.CurrentId ?? Reference.Id;

    /// <summary>The user that owns the model; null where the connection tells.</summary>
    public string? UserId => Reference.Public is null ? Reference.UserId : PublicModels.UserId;

    /// <summary>The app that the model is in; null where the connection tells.</summary>
    public string? AppId => Reference.Public is null ? Reference.AppId : PublicModels.AppId;

    internal ModelReference Reference { get; }

    /// <inheritdoc/>
    public override string ToString() => Id;
}
