namespace Clarifai;

/// <summary>A model that can be asked: one of the catalogue of public models, or one of the service's list.</summary>
public sealed class ClarifaiModel
{
    internal ClarifaiModel(string name, string id)
    {
        Name = name;
        Id = id;
    }

    /// <summary>The name to ask for, e.g. general; of a model that is not public, the name that its owner gave it.</summary>
    public string Name { get; }

    /// <summary>The model's id, e.g. general-image-recognition.</summary>
    public string Id { get; }

    /// <summary>The id of 32 characters that a public model has had since 2016 and still answers to; null where it has none.</summary>
    public string? LegacyId { get; internal init; }

    /// <summary>The user that owns the model; null where the service does not tell.</summary>
    public string? UserId { get; internal init; }

    /// <summary>The app that the model is in; null where the service does not tell.</summary>
    public string? AppId { get; internal init; }

    /// <summary>
    /// What the model answers with, e.g. concepts, regions or colors; of a model that is not public, the service's word for its type,
    /// e.g. visual-classifier. A hint: what an answer holds is told by the answer.
    /// </summary>
    public string? Output { get; internal init; }

    /// <summary>True where the model takes videos; null where nobody has said.</summary>
    public bool? SupportsVideo { get; internal init; }

    /// <summary>The codes of the languages in which it can name what it sees; empty where none can be asked for.</summary>
    public IReadOnlyList<string> Languages { get; internal init; } = [];

    /// <summary>The id of the newest version; null in the catalogue, which does not know it.</summary>
    public string? VersionId { get; internal init; }

    /// <summary>How many concepts the newest version knows; null where the service does not tell.</summary>
    public int? ConceptCount { get; internal init; }

    /// <summary>When the model was made; null where the service does not tell.</summary>
    public DateTimeOffset? CreatedAt { get; internal init; }

    /// <summary>True for the models of Clarifai's that every account can ask.</summary>
    public bool IsPublic { get; internal init; }

    /// <summary>The model as the catalogue has it.</summary>
    internal static ClarifaiModel Of(PublicModel model) => new(model.Name, model.CurrentId)
    {
        LegacyId = model.Id == model.Slug ? null : model.Id,
        UserId = PublicModels.UserId,
        AppId = PublicModels.AppId,
        Output = model.Output,
        SupportsVideo = model.SupportsVideo,
        Languages = model.Languages,
        IsPublic = true,
    };

    /// <inheritdoc/>
    public override string ToString() => ModelReference.Of(Id, UserId, AppId).Name;
}
