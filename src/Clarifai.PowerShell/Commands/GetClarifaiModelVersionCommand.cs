using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>Lists the versions of models.</summary>
[Cmdlet(VerbsCommon.Get, "ClarifaiModelVersion")]
[OutputType(typeof(ClarifaiModelVersion))]
public sealed class GetClarifaiModelVersionCommand : ConnectedCommand
{
    private ClarifaiClient? _client;
    private CatalogueQuery? _query;

    /// <summary>
    /// The model: a public model's name, an id, user/app/model, the address of the model's page, or an object from Get-ClarifaiModel.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ModelTransformation]
    [ArgumentCompleter(typeof(ModelCompleter))]
    [ValidateNotNull]
    public ModelArgument? Model { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _client = RequireConnection().Client;
        _query = new CatalogueQuery(this);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_query!.Refer(Model!) is { } model)
        {
            _query.ReadPages(
                model.Name,
                (page, cancellation) => _client!.GetModelVersionsAsync(model, page, cancellationToken: cancellation),
                version => version.Id,
                WriteObject);
        }
    }
}
