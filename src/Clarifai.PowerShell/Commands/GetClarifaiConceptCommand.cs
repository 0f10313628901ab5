using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>Lists the concepts that models can return.</summary>
[Cmdlet(VerbsCommon.Get, "ClarifaiConcept")]
[OutputType(typeof(ClarifaiConcept))]
public sealed class GetClarifaiConceptCommand : CatalogueCommand
{
    private ClarifaiClient? _client;

    /// <summary>
    /// The model: a public model's name, an id, user/app/model, the address of the model's page, or an object from Get-ClarifaiModel or
    /// Get-ClarifaiModelVersion.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ModelTransformation]
    [ArgumentCompleter(typeof(ModelCompleter))]
    [ValidateNotNull]
    public ModelArgument? Model { get; set; }

    /// <summary>Only concepts of these names, wildcards allowed, or of these ids. Default: all.</summary>
    [Parameter(Position = 1)]
    [ArgumentCompleter(typeof(ConceptCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <summary>The model's version, by its id or as an object from Get-ClarifaiModelVersion. Default: the newest.</summary>
    [Parameter]
    [ModelVersionTransformation]
    [ArgumentCompleter(typeof(ModelVersionCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ModelVersion { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => _client = RequireConnection().Client;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Refer(Model!, ModelVersion) is not { } model
            || AskFor(model.Name, cancellation => _client!.GetConceptsAsync(model, cancellation)) is not { } concepts)
        {
            return;
        }

        var filter = new NameFilter(Name);
        WriteObject(
            concepts.Where(concept => filter.Accepts([concept.Name], concept.Id is null ? [] : [concept.Id])), enumerateCollection: true);
        foreach (string name in filter.Missing)
        {
            string message = $"The model '{model.Name}' does not have the concept '{name}'.";
            WriteFailure(new ClarifaiException(ErrorId.InvalidModelArgument, message), name);
        }
    }
}
