using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Clarifai.PowerShell;

/// <summary>Completes the languages of the general model, by code or name; with a local engine, those that it has.</summary>
public sealed class LanguageCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        bool isLocal = RunspaceConnections.FindOpen(fakeBoundParameters) is { IsLocal: true };
        string word = wordToComplete.Trim('\'', '"');
        return from language in Languages.All
               where !isLocal || language.Code == Languages.OfLocalEngine
               where language.Code.StartsWith(word, StringComparison.OrdinalIgnoreCase)
                   || language.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase)
               select new CompletionResult(language.Code, language.Code, CompletionResultType.ParameterValue, language.Name);
    }
}
