using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>Adds example images to a model and trains a new version of it.</summary>
[Cmdlet(VerbsData.Update, "ClarifaiModel", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
[OutputType(typeof(TrainedModel))]
public sealed class UpdateClarifaiModelCommand : TrainCommand
{
    private TrainingRun? _run;
    private StoredModel? _stored;

    /// <summary>The model: its id, user/app/model, or an object from Get-ClarifaiModel or New-ClarifaiModel.</summary>
    [Parameter(Mandatory = true)]
    [Alias("Name")]
    [ModelTransformation]
    [ArgumentCompleter(typeof(OwnModelCompleter))]
    [ValidateNotNull]
    public ModelArgument? Model { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        ModelReference model = OrTerminate(() => TrainingRun.OwnModel(Model!));
        _run = new TrainingRun(this, model);
        _stored = _run.Find();
        if (_stored is null)
        {
            WriteFailure(
                new ClarifaiException(ErrorId.ModelNotFound, $"The model '{Model}' does not exist. New-ClarifaiModel trains a new one."),
                Model!.ToString(),
                endsRun: true);
        }

        // The engine's own models have no owner in their names.
        if (PublicModels.AreIn(_stored!.UserId, _stored.AppId))
        {
            WriteFailure(TrainingRun.IsPublic(Model!), Model!.ToString(), endsRun: true);
        }

        Inputs = new InputReader(this, InputKind.Auto, _run);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (ShouldProcess(Model!.ToString(), $"Train a new version with {_run!.Describe()}"))
        {
            bool isExclusive = MyInvocation.BoundParameters.ContainsKey(nameof(Exclusive)) ? Exclusive : _stored!.IsExclusive;
            WriteObject(_run.Train(isExclusive));
        }
    }
}
