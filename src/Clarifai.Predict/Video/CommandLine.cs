using System.Text.RegularExpressions;

namespace Clarifai;

/// <summary>
/// Joins a list of arguments into the single string that .NET Framework requires, by the rules of the C runtime on Windows, which .NET
/// applies too. No shell is involved.
/// </summary>
internal static class CommandLine
{
    /// <exception cref="ArgumentException">An argument contains a NUL character, which cannot be passed to a process.</exception>
    public static string Join(IEnumerable<string> arguments) => string.Join(" ", arguments.Select(Quote));

    private static string Quote(string argument)
    {
        if (argument.Contains('\0'))
        {
            throw new ArgumentException("An argument cannot contain a NUL character.", nameof(argument));
        }

        if (argument.Length > 0 && !argument.Any(character => char.IsWhiteSpace(character) || character == '"'))
        {
            return argument;
        }

        // Backslashes are literal, except before a quotation mark, where they have to be doubled.
        string doubled = Regex.Replace(argument, @"\\+(?=""|\z)", "$0$0");
        return '"' + doubled.Replace("\"", "\\\"") + '"';
    }
}
