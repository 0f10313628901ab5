using System.Text;

namespace Clarifai;

/// <summary>
/// Joins a list of arguments into the single string that .NET Framework requires, by the rules of the C runtime on Windows, which .NET
/// applies too. No shell is involved.
/// </summary>
internal static class CommandLine
{
    /// <exception cref="ArgumentException">An argument contains a NUL character, which cannot be passed to a process.</exception>
    public static string Join(IEnumerable<string> arguments)
    {
        var line = new StringBuilder();
        foreach (string argument in arguments)
        {
            if (line.Length > 0)
            {
                line.Append(' ');
            }

            Append(line, argument);
        }

        return line.ToString();
    }

    private static void Append(StringBuilder line, string argument)
    {
        if (argument.Contains('\0'))
        {
            throw new ArgumentException("An argument cannot contain a NUL character.", nameof(argument));
        }

        if (argument.Length > 0 && !argument.Any(character => char.IsWhiteSpace(character) || character == '"'))
        {
            line.Append(argument);
            return;
        }

        // Backslashes are literal, except before a quotation mark, where they have to be doubled.
        line.Append('"');
        int backslashes = 0;
        foreach (char character in argument)
        {
            if (character == '\\')
            {
                backslashes++;
                continue;
            }

            line.Append('\\', character == '"' ? (backslashes * 2) + 1 : backslashes).Append(character);
            backslashes = 0;
        }

        line.Append('\\', backslashes * 2).Append('"');
    }
}
