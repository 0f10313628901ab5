using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Clarifai.PowerShell;

/// <summary>
/// Completes what the service or the local engine lists. A key press sends a request to the engine, and to a service only after a command
/// has used it. It starts nothing; without a response within a second it offers nothing, not even file names.
/// </summary>
public abstract class ServiceCompleter : IArgumentCompleter
{
    /// <summary>How long a key press waits for a response.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string word = wordToComplete.Trim('\'', '"');
        return from item in Find(fakeBoundParameters)
               where item.Text.StartsWith(word, StringComparison.OrdinalIgnoreCase)
               orderby item.Text
               select new CompletionResult(Quote(item.Text), item.Text, CompletionResultType.ParameterValue, item.ToolTip);
    }

    /// <summary>A name as it is written in a command.</summary>
    internal static string Quote(string name) => name.All(letter => char.IsLetterOrDigit(letter) || letter == '-')
        ? name
        : $"'{CodeGeneration.EscapeSingleQuotedStringContent(name)}'";

    /// <summary>Requests the list for the model specified in the command.</summary>
    private protected abstract Task<IEnumerable<(string Text, string ToolTip)>> ListAsync(
        ClarifaiClient client, ModelReference model, CancellationToken cancellation);

    private (string Text, string ToolTip)[] Find(IDictionary parameters)
    {
        using var cancellation = new CancellationTokenSource(Patience);
        try
        {
            if (RunspaceConnections.FindOpen(parameters) is not { } connection || !(connection.IsLocal || connection.WasAsked))
            {
                return [];
            }

            ModelReference model = parameters["Model"] is { } given ? new ModelArgument($"{given}").ToReference() : ModelReference.Default;
            return [.. ListAsync(connection.Client, model, cancellation.Token).GetAwaiter().GetResult()];
        }
        catch (Exception failure) when (failure is ClarifaiException or OperationCanceledException)
        {
            // The command itself reports the error.
            return [];
        }
    }
}
