namespace Clarifai.Shell;

/// <summary>What the arguments of the process ask for.</summary>
internal abstract record CommandLine
{
    // pwsh takes every prefix of an option's name from a shortest one on. The options that only switch off what this shell does not have
    // are taken and change nothing, so that a line written for pwsh works.
    private static readonly (string Name, int ShortestPrefix, Option Option)[] Options =
    [
        ("command", 1, Option.Command),
        ("file", 1, Option.File),
        ("help", 1, Option.Help),
        ("?", 1, Option.Help),
        ("version", 1, Option.Version),
        ("noprofile", 3, Option.AlwaysOn),
        ("nologo", 3, Option.AlwaysOn),
        ("noninteractive", 4, Option.AlwaysOn),
    ];

    private CommandLine()
    {
    }

    private enum Option
    {
        Unknown,
        Command,
        File,
        Help,
        Version,
        AlwaysOn,
    }

    public static CommandLine Parse(string[] arguments)
    {
        for (int index = 0; index < arguments.Length; index++)
        {
            string argument = arguments[index];
            string[] rest = arguments[(index + 1)..];
            if (!argument.StartsWith('-'))
            {
                return ParseFile(arguments[index..]);
            }

            switch (OptionNamed(argument.TrimStart('-')))
            {
                case Option.Help:
                    return new Help();
                case Option.Version:
                    return new Version();
                case Option.Command:
                    return ParseCommand(rest);
                case Option.File:
                    return ParseFile(rest);
                case Option.AlwaysOn:
                    continue;
                default:
                    return new Invalid($"The option '{argument}' is not known.");
            }
        }

        return new Invalid("This shell has no prompt: give it a command or a script file.");
    }

    private static Option OptionNamed(string name) =>
        Options.FirstOrDefault(option => name.Length >= option.ShortestPrefix
            && option.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase)).Option;

    private static CommandLine ParseCommand(string[] words) => words switch
    {
        [] => new Invalid("A command must follow -Command."),
        ["-"] => new Invalid("This shell does not read commands from standard input. Give the command itself, or -File."),
        _ => new Command(string.Join(' ', words)),
    };

    private static CommandLine ParseFile(string[] words)
    {
        if (words is not [string path, .. string[] scriptArguments])
        {
            return new Invalid("A path must follow -File.");
        }

        // Anything else would be started as a program or a document by the engine.
        if (!path.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase))
        {
            return new Invalid($"'{path}' is not a script: its name does not end with .ps1.");
        }

        string fullPath = Path.GetFullPath(path);
        return File.Exists(fullPath)
            ? new ScriptFile(fullPath, scriptArguments)
            : new Invalid($"There is no script file '{path}'.");
    }

    public sealed record Help : CommandLine;

    public sealed record Version : CommandLine;

    public sealed record Invalid(string Message) : CommandLine;

    public sealed record Command(string Script) : CommandLine;

    public sealed record ScriptFile(string FullPath, IReadOnlyList<string> Arguments) : CommandLine;
}
