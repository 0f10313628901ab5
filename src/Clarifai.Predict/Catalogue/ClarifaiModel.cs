namespace Clarifai;

/// <summary>An available model: one of the catalog of public models, or one listed by the service.</summary>
public sealed class ClarifaiModel
{
    internal ClarifaiModel(string name, string id)
    {
        Name = name;
        Id = id;
    }

    /// <summary>The name to use, e.g. general; for a model that is not public, the name given by its owner.</summary>
    public string Name { get; }

    /// <summary>The model's id, e.g. general-image-recognition.</summary>
    public string Id { get; }

    /// <summary>The 32-character id that a public model has had since 2016 and that still works; null if it has none.</summary>
    public string? LegacyId { get; internal init; }

    /// <summary>The user that owns the model; null if the service does not report it.</summary>
    public string? UserId { get; internal init; }

    /// <summary>The app that contains the model; null if the service does not report it.</summary>
    public string? AppId { get; internal init; }

    /// <summary>
    /// What the model returns, e.g. concepts, regions or colors; for types without such a word, the service's name of the type, e.g.
    /// text-to-image. This is a hint: the answer itself is what counts.
    /// </summary>
    public string? Output { get; internal init; }

    /// <summary>True if the model accepts videos; null if unknown.</summary>
    public bool? SupportsVideo { get; internal init; }

    /// <summary>The codes of the languages it can return concept names in; empty if the language cannot be chosen.</summary>
    public AnswerList<string> Languages { get; internal init; } = AnswerList<string>.None;

    /// <summary>The id of the newest version; null in the catalog, which does not list versions.</summary>
    public string? VersionId { get; internal init; }

    /// <summary>The number of concepts in the newest version; null if the service does not report it.</summary>
    public int? ConceptCount { get; internal init; }

    /// <summary>When the model was created; null if the service does not report it.</summary>
    public DateTimeOffset? CreatedAt { get; internal init; }

    /// <summary>True for Clarifai's public models, which every account can use.</summary>
    public bool IsPublic { get; internal init; }

    /// <summary>The model as listed in the catalog.</summary>
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
