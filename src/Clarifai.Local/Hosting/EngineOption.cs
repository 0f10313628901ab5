namespace Clarifai.Local.Hosting;

/// <summary>One command-line option. Its texts are the help, which the documentation quotes.</summary>
/// <param name="Name">The name with its two dashes.</param>
/// <param name="Value">The placeholder of the value; null for an option without one.</param>
/// <param name="Help">What it does, line by line as in the help.</param>
/// <param name="Apply">Applies the value to the options.</param>
internal sealed record EngineOption(string Name, string? Value, string Help, Func<EngineOptions, string, EngineOptions> Apply)
{
    private const int HelpColumn = 30;

    public string Describe()
    {
        string left = $"  {Name} {Value}".TrimEnd();
        return left.PadRight(HelpColumn) + Help.ReplaceLineEndings("\n" + new string(' ', HelpColumn));
    }
}
