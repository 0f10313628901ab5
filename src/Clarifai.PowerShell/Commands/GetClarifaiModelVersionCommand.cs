using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>Lists the versions of models.</summary>
[Cmdlet(VerbsCommon.Get, "ClarifaiModelVersion")]
[OutputType(typeof(ClarifaiModelVersion))]
public sealed class GetClarifaiModelVersionCommand : CatalogueCommand
{
    private ClarifaiClient? _client;

    /// <summary>
    /// The model: a public model's name, an id, user/app/model, the address of the model's page, or an object from Get-ClarifaiModel.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ModelTransformation]
    [ArgumentCompleter(typeof(ModelCompleter))]
    [ValidateNotNull]
    public ModelArgument? Model { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => _client = RequireConnection().Client;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Refer(Model!) is { } model)
        {
            ReadPages(
                model.Name,
                (page, cancellation) => _client!.GetModelVersionsAsync(model, page, cancellationToken: cancellation),
                version => version.Id,
                WriteObject);
        }
    }
}
