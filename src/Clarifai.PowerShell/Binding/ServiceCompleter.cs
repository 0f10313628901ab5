using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Clarifai.PowerShell;

/// <summary>
/// Completes what the service or the local engine lists. A key press sends a request to the engine, and to a service only after a command
/// has used it. It starts nothing; without a response in time it offers nothing, not even file names.
/// </summary>
public abstract class ServiceCompleter : IArgumentCompleter
{
    // How long a key press waits for a response. The local engine surely responds, but just started, it has to load a model first.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PatienceWithEngine = TimeSpan.FromSeconds(5);

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

    /// <summary>Sends a request.</summary>
    /// <returns>Null if it failed, or if there was no response in time.</returns>
    internal static T? Ask<T>(ClarifaiConnection connection, Func<ClarifaiClient, CancellationToken, Task<T>> request)
        where T : class
    {
        using var cancellation = new CancellationTokenSource(connection.IsLocal ? PatienceWithEngine : Patience);
        try
        {
            return request(connection.Client, cancellation.Token).GetAwaiter().GetResult();
        }
        catch (Exception failure) when (failure is ClarifaiException or OperationCanceledException)
        {
            // The command itself reports the error.
            return null;
        }
    }

    private IEnumerable<(string Text, string ToolTip)> Find(IDictionary parameters) =>
        RunspaceConnections.FindOpen(parameters) is { } connection && (connection.IsLocal || connection.WasAsked)
            ? Ask(connection, (client, cancellation) => ListAsync(client, ModelOf(parameters), cancellation)) ?? []
            : [];

    private static ModelReference ModelOf(IDictionary parameters) =>
        parameters["Model"] is { } given ? ModelReference.Parse($"{given}") : ModelReference.Default;
}
