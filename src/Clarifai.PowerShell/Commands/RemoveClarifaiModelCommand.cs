using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>Deletes own models, or versions of them, and the examples they learned from.</summary>
[Cmdlet(VerbsCommon.Remove, "ClarifaiModel", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveClarifaiModelCommand : ConnectedCommand
{
    private TrainingClient? _training;
    private CatalogueQuery? _query;

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
    protected override void BeginProcessing()
    {
        _training = new TrainingClient(RequireConnection().Client);
        _query = new CatalogueQuery(this);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        string name = Model!.ToString();
        if (Attempt(() => TrainingRun.OwnModel(Model), error => _query!.WriteFailure(error, name)) is not { } model
            || Ask(name, cancellation => FindAsync(model, cancellation)) is not { } stored)
        {
            return;
        }

        List<string> examples = [];
        if (IncludeExamples)
        {
            if (model.VersionId is not null)
            {
                _query!.WriteFailure(
                    new ClarifaiException(
                        ErrorId.InvalidModelArgument,
                        $"'{name}' is a version, but -IncludeExamples deletes the examples of a whole model."),
                    name);
                return;
            }

            if (FindExamples(name, model, stored) is not { } found)
            {
                return;
            }

            examples = found;
        }

        string count = examples.Count == 1 ? "1 example" : $"{examples.Count:N0} examples";
        string what = model.VersionId is { } version ? $"Delete its version {version}"
            : IncludeExamples ? $"Delete the model and {count} of its concepts" : "Delete the model";
        if (ShouldProcess(name, what)
            && Ask(name, cancellation => DoneAsync(_training!.DeleteAsync(model, cancellation))) is not null)
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
            if (Ask(name, cancellation => DoneAsync(_training!.DeleteInputsAsync(model, part, cancellation))) is null)
            {
                return;
            }
        }
    }

    // Null if an error was reported.
    private List<string>? FindExamples(string name, ModelReference model, StoredModel stored)
    {
        var concepts = new HashSet<string>(stored.Concepts, StringComparer.Ordinal);
        var ids = new List<string>();
        bool isComplete = _query!.ReadPages(
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

    private T? Ask<T>(string name, Func<CancellationToken, Task<T>> request)
        where T : class => _query!.Ask(name, request);

    private static async Task<object> DoneAsync(Task<bool> request) => await request.ConfigureAwait(false);
}
