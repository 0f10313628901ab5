using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Clarifai.PowerShell;

/// <summary>Completes the names of models: those of the local engine, own ones included, else the public ones without a request.</summary>
public class ModelCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        ClarifaiConnection? connection = RunspaceConnections.FindOpen(fakeBoundParameters);

        // What the engine listed at its start lacks the models that were trained since.
        IEnumerable<string> names = connection is { Engine: { } engine }
            ? ServiceCompleter.Ask(connection, (client, cancellation) => client.GetModelsAsync(cancellationToken: cancellation))
                ?.Select(model => model.Name) ?? engine.Versions.Models.Keys
            : PublicModels.All.Select(model => model.Name);
        return from name in names
               where name.StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase)
               where PublicModels.Find(name) is not { } known || Offers(known)
               orderby name
               select new CompletionResult(ServiceCompleter.Quote(name), name, CompletionResultType.ParameterValue, Describe(name));
    }

    /// <summary>Whether a public model is offered; others always are, as what they return is not known.</summary>
    private protected virtual bool Offers(PublicModel model) => true;

    private static string Describe(string name) => PublicModels.Find(name) is { } model
        ? $"{model.Title}: {model.Output}{(model.SupportsVideo ? ", also of videos" : "")} ({model.CurrentId})"
        : name;
}
