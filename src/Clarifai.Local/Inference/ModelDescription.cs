using Clarifai.Local.Manifests;
using Clarifai.Local.Storage;

namespace Clarifai.Local.Inference;

/// <summary>What answers say about a model.</summary>
internal sealed record ModelDescription
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string AppId { get; init; } = PublicModels.AppId;

    public required ModelOutput Output { get; init; }

    /// <summary>Every concept that an answer can have.</summary>
    public required IReadOnlyList<ModelConcept> Concepts { get; init; }

    /// <summary>What an own model learns; null for other models.</summary>
    public TrainingPlan? Plan { get; init; }

    public required VersionDescription Version { get; init; }

    public static ModelDescription Of(string id, ModelOutput output, ModelFolder folder, ConceptVocabulary vocabulary) => new()
    {
        Id = id,
        Name = folder.Manifest.Name,
        CreatedAt = folder.CreatedAt,
        Output = output,
        Concepts = vocabulary.All,
        Version = new VersionDescription
        {
            Id = folder.VersionId,
            CreatedAt = folder.CreatedAt,
            Code = StatusCodes.ModelTrained,
            ConceptCount = vocabulary.All.Count,
        },
    };

    /// <summary>Describes an own model with what its next version will learn.</summary>
    public static ModelDescription Of(OwnModelState own) => Of(
        own.Model,
        own.Model.Plan,
        own.Newest is { } newest ? VersionDescription.Of(newest) : VersionDescription.Untrained(own.Model));

    /// <summary>Describes an own model with what a version has learned.</summary>
    public static ModelDescription Of(OwnModel model, OwnVersion version) => Of(model, version.Plan, VersionDescription.Of(version));

    private static ModelDescription Of(OwnModel model, TrainingPlan plan, VersionDescription version) => new()
    {
        Id = model.Id,
        Name = model.Name,
        CreatedAt = model.CreatedAt,
        AppId = model.App.Id,
        Output = ModelOutput.Concepts,
        Concepts = plan.Concepts,
        Plan = plan,
        Version = version,
    };
}
