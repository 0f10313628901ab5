using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>Deletes own models, or versions of them, and the examples they learned from.</summary>
[Cmdlet(VerbsCommon.Remove, "ClarifaiModel", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveClarifaiModelCommand : CatalogueCommand
{
    private TrainingClient? _training;

    /// <summary>The model: its id, user/app/model, or an object from Get-ClarifaiModel or Get-ClarifaiModelVersion.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Name")]
    [ModelTransformation]
    [ArgumentCompleter(typeof(OwnModelCompleter))]
    [ValidateNotNull]
    public ModelArgument? Model { get; set; }

    /// <summary>Deletes the inputs too that carry a concept of the model. Other models of the app lose them as well.</summary>
    [Parameter]
    public SwitchParameter IncludeExamples { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => _training = new TrainingClient(RequireConnection().Client);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        string name = Model!.ToString();
        if (Attempt(() => TrainingRun.OwnModel(Model), error => WriteFailure(error, name)) is not { } model
            || AskFor(name, cancellation => FindAsync(model, cancellation)) is not { } stored)
        {
            return;
        }

        if (IncludeExamples && model.VersionId is not null)
        {
            WriteFailure(
                new ClarifaiException(
                    ErrorId.InvalidModelArgument,
                    $"'{name}' is a version, but -IncludeExamples deletes the examples of a whole model."),
                name);
            return;
        }

        if ((IncludeExamples ? FindExamples(name, model, stored) : []) is not { } examples)
        {
            return;
        }

        string count = examples.Count == 1 ? "1 example" : $"{examples.Count:N0} examples";
        string what = model.VersionId is { } version ? $"Delete its version {version}"
            : IncludeExamples ? $"Delete the model and {count} of its concepts" : "Delete the model";
        if (ShouldProcess(name, what)
            && AskFor(name, cancellation => DoneAsync(_training!.DeleteAsync(model, cancellation))) is not null)
        {
            DeleteExamples(name, model, examples);
        }
    }

    private async Task<StoredModel> FindAsync(ModelReference model, CancellationToken cancellation) =>
        await _training!.FindModelAsync(model, cancellation).ConfigureAwait(false)
        ?? throw new ClarifaiException(ErrorId.ModelNotFound, $"The model '{model.Name}' does not exist.");

    // The model goes first: a run that ends in between leaves examples, and not a model that cannot be trained again.
    private void DeleteExamples(string name, ModelReference model, List<string> ids)
    {
        for (int done = 0; done < ids.Count; done += TrainingClient.MostInputs)
        {
            string[] part = [.. ids.Skip(done).Take(TrainingClient.MostInputs)];
            if (AskFor(name, cancellation => DoneAsync(_training!.DeleteInputsAsync(model, part, cancellation))) is null)
            {
                return;
            }
        }
    }

    // Null if an error was reported.
    private List<string>? FindExamples(string name, ModelReference model, StoredModel stored)
    {
        HashSet<string> concepts = [.. stored.Concepts];
        List<string> ids = [];
        bool isComplete = ReadPages(
            name,
            (page, cancellation) => _training!.GetInputsAsync(model, page, cancellation),
            input => input.Id,
            input =>
            {
                if (input.Concepts.Any(concepts.Contains))
                {
                    ids.Add(input.Id);
                }
            });
        return isComplete ? ids : null;
    }

    private static async Task<object> DoneAsync(Task<bool> request) => await request.ConfigureAwait(false);
}
