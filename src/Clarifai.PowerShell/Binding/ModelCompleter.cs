using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Clarifai.PowerShell;

/// <summary>Completes the names of models without a request: those reported by the local engine, else the public ones.</summary>
public sealed class ModelCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        // Get-ClarifaiModel without -Remote lists the public models, regardless of the connection.
        bool isPublic = parameterName == "Name" && !fakeBoundParameters.Contains("Remote");
        IEnumerable<string> names = (isPublic ? null : RunspaceConnections.FindOpen(fakeBoundParameters)?.Engine)?.Versions.Models.Keys
            ?? PublicModels.All.Select(model => model.Name);
        return from name in names
               where name.StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase)
               orderby name
               select new CompletionResult(name, name, CompletionResultType.ParameterValue, Describe(name));
    }

    private static string Describe(string name) => PublicModels.Find(name) is { } model
        ? $"{model.Title}: {model.Output}{(model.SupportsVideo ? ", also of videos" : "")} ({model.CurrentId})"
        : name;
}
