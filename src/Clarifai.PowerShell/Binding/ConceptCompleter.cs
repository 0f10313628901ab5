using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Clarifai.PowerShell;

/// <summary>Completes what the model can say, where the local engine answers: it is asked. The service is not.</summary>
public sealed class ConceptCompleter : IArgumentCompleter
{
    // A key press is not worth waiting for longer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string word = wordToComplete.Trim('\'', '"');
        return from concept in FindConcepts(fakeBoundParameters)
               where concept.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase)
               orderby concept.Name
               select new CompletionResult(
                   Quote(concept.Name), concept.Name, CompletionResultType.ParameterValue, concept.Id ?? concept.Name);
    }

    private static IReadOnlyList<ClarifaiConcept> FindConcepts(IDictionary parameters)
    {
        using var cancellation = new CancellationTokenSource(Patience);
        try
        {
            ClarifaiConnection? connection = parameters["Connection"] as ClarifaiConnection ?? RunspaceConnections.Current.Find();
            if (connection is not { IsLocal: true })
            {
                return [];
            }

            connection.EnsureOpen();
            ModelReference model = parameters["Model"] is { } given ? new ModelArgument($"{given}").ToReference() : ModelReference.Default;
            return connection.Client.GetConceptsAsync(model, cancellation.Token).GetAwaiter().GetResult();
        }
        catch (Exception failure) when (failure is ClarifaiException or OperationCanceledException)
        {
            // There is nothing to offer then; the command itself tells why.
            return [];
        }
    }

    private static string Quote(string name) => name.All(letter => char.IsLetterOrDigit(letter) || letter == '-')
        ? name
        : $"'{CodeGeneration.EscapeSingleQuotedStringContent(name)}'";
}
