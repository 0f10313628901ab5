using System.Text;

namespace Clarifai;

/// <summary>
/// Writes a list of arguments as the one string that .NET Framework wants. The rules are those of the C runtime on Windows; .NET reads the
/// string by the same ones where a process gets a list. No shell ever sees it.
/// </summary>
internal static class CommandLine
{
    /// <exception cref="ArgumentException">An argument holds a NUL, which no process can be given.</exception>
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
            throw new ArgumentException("An argument cannot hold a NUL character.", nameof(argument));
        }

        if (argument.Length > 0 && !argument.Any(character => char.IsWhiteSpace(character) || character == '"'))
        {
            line.Append(argument);
            return;
        }

        // Backslashes stand for themselves, except before a quotation mark: there each counts for half.
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
