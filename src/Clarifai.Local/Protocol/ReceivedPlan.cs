using System.Net;
using Clarifai.Local.Inference;
using Clarifai.Local.Storage;

namespace Clarifai.Local.Protocol;

/// <summary>What a model is to learn, as sent; what is missing is null.</summary>
internal sealed record ReceivedPlan(IReadOnlyList<ModelConcept>? Concepts, bool? IsExclusive, bool? IsClosed)
{
    public static ReceivedPlan Nothing { get; } = new(null, null, null);

    /// <summary>Changes a plan.</summary>
    /// <exception cref="RequestRejectedException">Two concepts have one id or name.</exception>
    public TrainingPlan ApplyTo(TrainingPlan plan, ChangeAction action)
    {
        IReadOnlyList<ModelConcept> named = Concepts ?? [];
        IEnumerable<ModelConcept> others = plan.Concepts.Where(concept => !named.Any(other => other.Id == concept.Id));
        ModelConcept[] concepts = action switch
        {
            ChangeAction.Remove => [.. others],
            ChangeAction.Merge => [.. plan.Concepts.Select(concept => named.FirstOrDefault(other => other.Id == concept.Id) ?? concept),
                .. named.Where(concept => !plan.Concepts.Any(known => known.Id == concept.Id))],
            _ => [.. Concepts ?? plan.Concepts],
        };
        foreach (Func<ModelConcept, string> text in (Func<ModelConcept, string>[])[concept => concept.Id, concept => concept.Name])
        {
            if (concepts.GroupBy(text, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            {
                throw new RequestRejectedException(
                    HttpStatusCode.BadRequest, StatusCodes.ModelInvalidArgument, $"Two concepts of the model are '{twice.Key}'.");
            }
        }

        return new TrainingPlan(concepts, IsExclusive ?? plan.IsExclusive, IsClosed ?? plan.IsClosed);
    }
}
