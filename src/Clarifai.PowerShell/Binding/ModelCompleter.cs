using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Clarifai.PowerShell;

/// <summary>Completes the names of models: those of the local engine, own ones included, else the public ones without a request.</summary>
public sealed class ModelCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        ClarifaiConnection? connection = RunspaceConnections.FindOpen(fakeBoundParameters);
        IEnumerable<string> names = connection is { Engine: { } engine }
            ? Ask(connection.Client) ?? engine.Versions.Models.Keys
            : PublicModels.All.Select(model => model.Name);
        return from name in names
               where name.StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase)
               orderby name
               select new CompletionResult(ServiceCompleter.Quote(name), name, CompletionResultType.ParameterValue, Describe(name));
    }

    // The engine was told at its start of no model that was trained since.
    private static IEnumerable<string>? Ask(ClarifaiClient client)
    {
        using var cancellation = new CancellationTokenSource(ServiceCompleter.Patience);
        try
        {
            return client.GetModelsAsync(cancellationToken: cancellation.Token).GetAwaiter().GetResult().Select(model => model.Name);
        }
        catch (Exception failure) when (failure is ClarifaiException or OperationCanceledException)
        {
            // The command itself reports the error.
            return null;
        }
    }

    private static string Describe(string name) => PublicModels.Find(name) is { } model
        ? $"{model.Title}: {model.Output}{(model.SupportsVideo ? ", also of videos" : "")} ({model.CurrentId})"
        : name;
}
