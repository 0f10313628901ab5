using Clarifai.PowerShell.Commands;

namespace Clarifai.PowerShell;

/// <summary>Reads what an input is an example of from the parameters, else from the folder of its file.</summary>
internal static class LabelReader
{
    /// <summary>Checks the arguments that apply to all inputs. Cells of a table may be empty.</summary>
    /// <returns>The command.</returns>
    /// <exception cref="ClarifaiException">One has no names (InvalidModelArgument).</exception>
    public static TrainCommand CheckArguments(TrainCommand command) =>
        command.Concept is not null && Names(command.Concept).Length == 0 ? throw IsEmpty(nameof(command.Concept))
        : command.NotConcept is not null && Names(command.NotConcept).Length == 0 ? throw IsEmpty(nameof(command.NotConcept))
        : command;

    /// <exception cref="ClarifaiException">
    /// No concept, several with -Exclusive, or one that is invalid or both an example and a counterexample (InvalidRow).
    /// </exception>
    public static ExampleLabels Read(TrainCommand command, PredictInput input)
    {
        string[] concepts = Names(command.Concept);
        string[] notConcepts = Names(command.NotConcept);
        string? file = input is FileInput ? Path.GetFileName(input.Source) : null;
        if (command.Concept is null && command.NotConcept is null && file is not null)
        {
            concepts = Path.GetFileName(Path.GetDirectoryName(input.Source)) is { Length: > 0 } folder ? [folder] : [];
        }

        if (concepts.Concat(notConcepts).FirstOrDefault(concept => !ChosenId.IsValid(concept)) is { } invalid)
        {
            throw Invalid($": '{Redaction.Visible(Redaction.Given(invalid))}' is not a valid concept. A name {ChosenId.Rule}");
        }

        if (concepts.Intersect(notConcepts).FirstOrDefault() is { } both)
        {
            throw Invalid($" has the concept '{Redaction.Visible(both)}' in both -Concept and -NotConcept.");
        }

        if (command.Exclusive && concepts.Length > 1)
        {
            throw Invalid(
                $" has several concepts: {string.Join(", ", concepts.Select(concept => $"'{Redaction.Visible(concept)}'"))}. "
                + "With -Exclusive, each image must have one concept or none.");
        }

        string reason = (command.Concept, command.NotConcept) switch
        {
            (null, null) => "Specify -Concept: only files have a default, the name of their folder.",
            ({ }, null) => "-Concept is empty.",
            (null, { }) => "-NotConcept is empty.",
            _ => "-Concept and -NotConcept are empty.",
        };
        return concepts.Length + notConcepts.Length > 0
            ? new ExampleLabels(concepts, notConcepts, file)
            : throw Invalid($" has no concept. {reason}");

        ClarifaiException Invalid(string problem) => new(ErrorId.InvalidRow, $"'{input.ShownSource}'{problem}");
    }

    private static ClarifaiException IsEmpty(string parameter) => new(ErrorId.InvalidModelArgument, $"-{parameter} is empty.");

    // A cell of a table can have several.
    private static string[] Names(string[]? given) =>
        [.. (given ?? []).SelectMany(text => text?.Split(';') ?? []).Select(name => name.Trim()).Where(name => name.Length > 0).Distinct()];
}
