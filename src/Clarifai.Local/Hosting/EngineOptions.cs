using System.Globalization;
using System.Net;

namespace Clarifai.Local.Hosting;

/// <summary>The command line.</summary>
internal sealed record EngineOptions
{
    public const string Usage = """
        clarifai-local: the Clarifai Predict API on this machine, answered by open models.

        Usage: clarifai-local [--port N] [--models DIR] [--verbose]

          --port N      listen on 127.0.0.1:N; without it the system chooses a free port
          --models DIR  serve your own models too: each folder in DIR is one, with an ONNX file and a manifest.json;
                        the environment variable CLARIFAI_LOCAL_MODELS does the same
          --verbose     a line a request on standard error
          --version     print the version and end
          --help        print this and end

        The first line of standard input is the key, at least 32 characters, that every request must carry as
        "Authorization: Key <key>". When the engine is ready it prints one line of JSON with its address to
        standard output. It ends when its standard input ends.
        """;

    /// <summary>The variable that names the models' folder where the command line does not.</summary>
    public const string ModelsVariable = "CLARIFAI_LOCAL_MODELS";

    public int Port { get; private init; }

    /// <summary>The folder that holds the user's own model folders, or null.</summary>
    public string? ModelsFolder { get; private init; } = Environment.GetEnvironmentVariable(ModelsVariable) is { Length: > 0 } folder ? folder : null;

    public bool Verbose { get; private init; }

    public bool ShowHelp { get; private init; }

    public bool ShowVersion { get; private init; }

    /// <summary>Reads the command line.</summary>
    /// <exception cref="FormatException">An argument is unknown or malformed; the message is for the user.</exception>
    public static EngineOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new EngineOptions();
        for (int index = 0; index < arguments.Count; index++)
        {
            options = arguments[index] switch
            {
                "--port" => options with { Port = ParsePort(arguments.ElementAtOrDefault(++index)) },
                "--models" => options with { ModelsFolder = arguments.ElementAtOrDefault(++index) ?? throw new FormatException("--models needs a folder.") },
                "--verbose" => options with { Verbose = true },
                "--help" or "-h" => options with { ShowHelp = true },
                "--version" => options with { ShowVersion = true },
                string unknown => throw new FormatException($"'{unknown}' is not an option."),
            };
        }

        return options;
    }

    private static int ParsePort(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port <= IPEndPoint.MaxPort
            ? port
            : throw new FormatException($"--port needs a number from 0 to {IPEndPoint.MaxPort}.");
}
