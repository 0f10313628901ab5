namespace Clarifai;

/// <summary>A model that was trained from examples, and how well it tells its concepts apart.</summary>
public sealed class TrainedModel
{
    internal TrainedModel(StoredModel model, StoredVersion version, ModelEvaluation evaluation, Func<StoredConfusion, string> sourceOf)
    {
        Name = model.Name;
        Id = model.Id;
        UserId = model.UserId;
        AppId = model.AppId;
        VersionId = version.Id!;
        CreatedAt = version.CreatedAt;
        IsExclusive = model.IsExclusive;
        Accuracy = evaluation.Accuracy;
        Concepts = new AnswerList<TrainedConcept>(
        [
            .. model.Concepts.Select(id =>
                new TrainedConcept(id, evaluation.Concepts.TryGetValue(id, out ConceptEvaluation? known) ? known : null)),
        ]);
        Confusions = new AnswerList<ConfusedExample>(
            [.. evaluation.Confusions.Select(confusion => new ConfusedExample(sourceOf(confusion), confusion))]);
    }

    /// <summary>The model's name.</summary>
    public string Name { get; }

    /// <summary>
    /// The share of the examples for which one of their own concepts has the highest value, 0 to 1, predicted by models that were trained
    /// without them; null if the model was not evaluated.
    /// </summary>
    public double? Accuracy { get; }

    /// <summary>The concepts, with their examples, counterexamples, precision and recall.</summary>
    public AnswerList<TrainedConcept> Concepts { get; }

    /// <summary>The examples that were taken for something else; empty if there are none or the model was not evaluated.</summary>
    public AnswerList<ConfusedExample> Confusions { get; }

    /// <summary>True if each image has exactly one of the concepts.</summary>
    public bool IsExclusive { get; }

    /// <summary>The model's id, to be used in requests.</summary>
    public string Id { get; }

    /// <summary>The user that owns the model; null if the service does not report it.</summary>
    public string? UserId { get; }

    /// <summary>The app that contains the model; null if the service does not report it.</summary>
    public string? AppId { get; }

    /// <summary>The id of the version that was trained.</summary>
    public string VersionId { get; }

    /// <summary>When the version was created; null if the service does not report it.</summary>
    public DateTimeOffset? CreatedAt { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
