using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Clarifai.PowerShell;

/// <summary>Completes the names of the public models, without asking the service.</summary>
public sealed class ModelCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        from model in PublicModels.All
        where model.Name.StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase)
        select new CompletionResult(
            model.Name,
            model.Name,
            CompletionResultType.ParameterValue,
            $"{model.Title}: {model.Output}{(model.SupportsVideo ? ", also of videos" : "")} ({model.CurrentId})");
}
