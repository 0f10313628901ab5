using System.Management.Automation.Runspaces;

namespace Clarifai.Shell;

/// <summary>Turns the words after a script file into its parameters, by the rules of pwsh -File.</summary>
internal static class ScriptArguments
{
    public static IEnumerable<CommandParameter> Bind(IReadOnlyList<string> words)
    {
        for (int index = 0; index < words.Count; index++)
        {
            string word = words[index];
            int colon = word.IndexOf(':', StringComparison.Ordinal);
            if (word.Length < 2 || word[0] != '-')
            {
                yield return new CommandParameter(null, word);
            }
            else if (colon < 0)
            {
                yield return new CommandParameter(word);
            }
            else if (colon < word.Length - 1)
            {
                yield return new CommandParameter(word[..colon], BooleanOrText(word[(colon + 1)..]));
            }
            else if (index + 1 < words.Count)
            {
                // '-Name: value' typed with a space.
                index++;
                yield return new CommandParameter(word[..colon], words[index]);
            }
        }
    }

    private static object BooleanOrText(string text) =>
        bool.TryParse(text.StartsWith('$') ? text[1..] : text, out bool value) ? value : text;
}
