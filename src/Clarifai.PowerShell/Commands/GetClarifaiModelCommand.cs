using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>Lists models: those of the local engine, the public ones without a request, or those listed by the service.</summary>
[Cmdlet(VerbsCommon.Get, "ClarifaiModel", DefaultParameterSetName = PublicSet)]
[OutputType(typeof(ClarifaiModel))]
public sealed class GetClarifaiModelCommand : CatalogueCommand
{
    private const string PublicSet = "Public";
    private const string RemoteSet = "Remote";

    /// <summary>Only models of these names, wildcards allowed, or of these ids. Default: all.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(ModelCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Requests the list of models from the service.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RemoteSet)]
    public SwitchParameter Remote { get; set; }

    /// <summary>
    /// The user whose models are listed. Default: the connection's user; with a token but no user, Clarifai's public models.
    /// </summary>
    [Parameter(ParameterSetName = RemoteSet)]
    [ValidateNotNullOrEmpty]
    public string? UserId { get; set; }

    /// <summary>The app whose models are listed. Default: all apps of the given user, else the connection's app.</summary>
    [Parameter(ParameterSetName = RemoteSet)]
    [ValidateNotNullOrEmpty]
    public string? AppId { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var filter = new NameFilter(Name);

        // The environment's connection is not that of an engine.
        bool isLocal = (Connection ?? RunspaceConnections.Current.Made) is { IsLocal: true };
        List<string> listed = [];
        if (Remote || isLocal)
        {
            ClarifaiClient client = RequireConnection().Client;
            ReadPages(
                target: null,
                (page, cancellation) => client.GetModelsAsync(UserId, AppId, page, cancellationToken: cancellation),
                model => $"{model.UserId}/{model.AppId}/{model.Id}",
                model =>
                {
                    listed.Add(model.Name);
                    WriteMatch(model, [model.Name, model.Id], PublicNames(model), filter);
                });
        }
        else
        {
            foreach (PublicModel model in PublicModels.All)
            {
                WriteMatch(ClarifaiModel.Of(model), [model.Name], model.Names, filter);
            }
        }

        foreach (string name in filter.Missing)
        {
            string message = isLocal ? $"The local engine does not have the model '{name}'. It has: {string.Join(", ", listed)}."
                : Remote ? $"The service does not list the model '{name}'."
                : $"The public model '{name}' does not exist. Get-ClarifaiModel lists the public models, "
                    + "and Get-ClarifaiModel -Remote lists those of the connection's app.";
            WriteFailure(new ClarifaiException(ErrorId.ModelNotFound, message), name);
        }
    }

    // The older ids of a public model, which still work.
    private static IEnumerable<string> PublicNames(ClarifaiModel model) =>
        model.IsPublic && PublicModels.Find(model.Name) is { } known ? known.Names : [];

    private void WriteMatch(ClarifaiModel model, IReadOnlyList<string> names, IEnumerable<string> ids, NameFilter filter)
    {
        if (filter.Accepts(names, ids))
        {
            WriteObject(model);
        }
    }
}
