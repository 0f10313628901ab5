using System.Globalization;
using System.Net;
using Clarifai.Local.Inference;

namespace Clarifai.Local.Protocol;

/// <summary>Validates a request's options for a model.</summary>
internal static class OutputFilterReader
{
    /// <summary>The language of the names of concepts.</summary>
    public const string Language = "en";

    /// <summary>Creates the filter for the options.</summary>
    /// <param name="config">The options as sent.</param>
    /// <param name="model">The model.</param>
    /// <param name="unknown">Receives the selected concepts that the model does not have.</param>
    /// <exception cref="RequestRejectedException">An option is out of range, or none of the selected concepts exists.</exception>
    public static OutputFilter Read(OutputConfig config, ServedModel model, out IReadOnlyList<SelectedConcept> unknown)
    {
        if (config.MaximumConcepts is < 1 or > PredictOptions.MostConcepts)
        {
            throw Invalid($"max_concepts is {config.MaximumConcepts}; it must be from 1 to {PredictOptions.MostConcepts}.");
        }

        // Written so that it is false for NaN.
        if (config.MinimumValue is { } value && !(value is >= 0 and <= 1))
        {
            throw Invalid(string.Create(CultureInfo.InvariantCulture, $"min_value is {value}; it must be from 0 to 1."));
        }

        if (config.Language is not (null or Language))
        {
            throw Invalid($"The concepts of this model have names only in '{Language}', not in '{config.Language}'.");
        }

        unknown = [];
        HashSet<ModelConcept>? selected = null;
        if (config.SelectedConcepts.Count > 0)
        {
            unknown = [.. config.SelectedConcepts.Where(wanted => Find(model.Vocabulary, wanted).Length == 0)];
            selected = [.. config.SelectedConcepts.SelectMany(wanted => Find(model.Vocabulary, wanted))];
            if (selected.Count == 0)
            {
                throw Invalid($"The model does not have any of the selected concepts: {string.Join(", ", unknown)}.");
            }
        }

        // A selected concept is returned regardless of its value.
        return selected is null
            ? new OutputFilter(
                config.MaximumConcepts ?? PredictOptions.DefaultMaxConcepts,
                config.MinimumValue ?? model.Folder.Manifest.Threshold,
                selected)
            : new OutputFilter(config.MaximumConcepts ?? selected.Count, config.MinimumValue ?? 0, selected);
    }

    private static ModelConcept[] Find(ConceptVocabulary vocabulary, SelectedConcept wanted)
    {
        if (wanted is { Id: null, Name: { } name } && vocabulary.FindByName(name).ToArray() is { Length: > 0 } named)
        {
            return named;
        }

        // A client cannot distinguish this engine's ids from names.
        return (wanted.Id ?? wanted.Name) is { } id && vocabulary.FindById(id) is { } concept ? [concept] : [];
    }

    private static RequestRejectedException Invalid(string details) =>
        new(HttpStatusCode.BadRequest, StatusCodes.ModelInvalidArgument, details);
}
