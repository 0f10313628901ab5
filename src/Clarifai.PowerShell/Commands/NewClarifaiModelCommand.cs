using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>Trains a new model from example images.</summary>
[Cmdlet(VerbsCommon.New, "ClarifaiModel", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
[OutputType(typeof(TrainedModel))]
public sealed class NewClarifaiModelCommand : TrainCommand
{
    private TrainingRun? _run;

    /// <summary>The name of the model, which is its id as well; or user/app/model.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        ModelReference model = OrTerminate(NewModel);
        _run = new TrainingRun(this, model);
        StoredModel? stored = _run.Find();
        if (stored is { Version: { IsTrained: true } or { IsInTraining: true } })
        {
            string state = stored.Version.IsTrained ? "already exists" : "already exists and is being trained";
            WriteFailure(
                new ClarifaiException(
                    ErrorId.ModelExists,
                    $"The model '{Name}' {state}. Update-ClarifaiModel adds examples to it; Remove-ClarifaiModel deletes it."),
                Name,
                endsRun: true);
        }

        Inputs = new InputReader(this, InputKind.Auto, _run);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (ShouldProcess(Name, $"Train a new model from {_run!.Describe()}"))
        {
            WriteObject(_run.Train(Exclusive));
        }
    }

    private ModelReference NewModel()
    {
        var model = ModelReference.Parse(Name);
        return model.Public is null ? model : throw new ClarifaiException(
            ErrorId.ModelExists, $"'{Name}' is the name of the public model '{model.Public.Title}'. Choose another name.");
    }
}
