namespace Clarifai.Local.Hosting;

/// <summary>One option of the command line. What is said here is the help, and the documentation takes it from there.</summary>
/// <param name="Name">With its two dashes.</param>
/// <param name="Value">What the value is called; null for an option without one.</param>
/// <param name="Help">What it does; a line for each line of the help.</param>
/// <param name="Apply">Puts the value into the options.</param>
internal sealed record EngineOption(string Name, string? Value, string Help, Func<EngineOptions, string, EngineOptions> Apply)
{
    private const int HelpColumn = 30;

    public string Describe()
    {
        string left = $"  {Name} {Value}".TrimEnd();
        return left.PadRight(HelpColumn) + Help.ReplaceLineEndings("\n" + new string(' ', HelpColumn));
    }
}
