using System.Globalization;
using System.Net;

namespace Clarifai.Local.Hosting;

/// <summary>The command line.</summary>
internal sealed record EngineOptions
{
    /// <summary>The environment variable with the models folder, if the command line does not specify it.</summary>
    public const string ModelsVariable = "CLARIFAI_LOCAL_MODELS";

    /// <summary>The environment variable with the data folder, if the command line does not specify it.</summary>
    public const string DataVariable = "CLARIFAI_LOCAL_DATA";

    private const long Megabyte = 1024 * 1024;

    private static readonly ServiceLimits DefaultLimits = ServiceLimits.Year2019;

    private const string DataFolderName = "clarifai-local";
    private const string DefaultDataFolder = "clarifai-local in the user's folder for application data";

    // The most that a request can contain: base64 has 4 characters for 3 bytes.
    private static readonly int LargestSentVideo = (int)(DefaultLimits.MaximumRequestBytes / 4 * 3 / Megabyte);

    private static readonly EngineOption[] Table =
    [
        new("--port", "N", "listen on this port; by default the system chooses a free one",
            (options, text) => options with { Port = Number("--port", text, 0, IPEndPoint.MaxPort) }),
        new("--listen", "ADDRESS", """
            listen on this address, or on all of the machine with 0.0.0.0 or ::. Default 127.0.0.1.
            Any address except loopback requires --certificate or --behind-tls-proxy
            """,
            (options, text) => options with { Listen = Address(text) }),
        new("--certificate", "FILE", "serve https with this PEM certificate, followed by the certificates of its issuers",
            (options, text) => options with { Certificate = text }),
        new("--certificate-key", "FILE", "the PEM file of the private key; by default it is in the certificate's file",
            (options, text) => options with { CertificateKey = text }),
        new("--behind-tls-proxy", null, "a proxy in front of this engine serves https, and only the proxy can reach this port",
            (options, _) => options with { BehindTlsProxy = true }),
        new("--allow-host", "NAME", """
            accept requests sent to this host name, or name:port; can be specified several times.
            The address that the engine listens on is always accepted
            """,
            (options, text) => options with { AllowedHosts = [.. options.AllowedHosts, text] }),
        new("--allow-private-urls", null, """
            also download inputs from this machine and its networks. By default these are rejected if others can
            send requests: with --listen (except loopback), --behind-tls-proxy, and --allow-host
            """,
            (options, _) => options with { AllowPrivateUrls = true }),
        new("--key-file", "FILE", "read the key from the first line of this file",
            (options, text) => options with { KeyFile = text }),
        new("--key-variable", "NAME", "read the key from this environment variable",
            (options, text) => options with { KeyVariable = text }),
        new("--models", "DIR", $"""
            also serve your own models: each folder in DIR is one, with an ONNX file and a manifest.json;
            the environment variable {ModelsVariable} does the same
            """,
            (options, text) => options with { ModelsFolder = text }),
        new("--data", "DIR", $"""
            keep inputs and trained models in DIR; the environment variable {DataVariable} does the same.
            Default: {DefaultDataFolder}, created with the first input or model
            """,
            (options, text) => options with { DataFolder = text }),
        new("--no-data", null, "keep nothing: no inputs, and no models except those included and those of --models",
            (options, _) => options with { KeepsData = false }),
        new("--no-warm-up", null, "load the model general on first use instead of right after the start",
            (options, _) => options with { WarmsUp = false }),
        new("--max-requests", "N",
            $"""
            the most requests at once; others wait for up to 2 seconds and are then rejected with 429.
            Default {EngineSettings.DefaultMaximumRequests}
            """,
            (options, text) => options with { MaximumRequests = Number("--max-requests", text, 1, 10_000) }),
        new("--max-video-mb", "N", $"the most megabytes of a video in a request. Default {DefaultLimits.MaximumVideoBytes / Megabyte}",
            (options, text) => options with
            {
                Limits = options.Limits with { MaximumVideoBytes = Number("--max-video-mb", text, 1, LargestSentVideo) * Megabyte },
            }),
        new("--max-video-url-mb", "N", $"the most megabytes of a downloaded video. Default {DefaultLimits.MaximumVideoUrlBytes / Megabyte}",
            (options, text) => options with
            {
                Limits = options.Limits with { MaximumVideoUrlBytes = Number("--max-video-url-mb", text, 1, 10_000) * Megabyte },
            }),
        new("--max-video-minutes", "N", $"the most minutes of a video. Default {DefaultLimits.MaximumVideoDuration.TotalMinutes}",
            (options, text) => options with
            {
                Limits = options.Limits with { MaximumVideoDuration = TimeSpan.FromMinutes(Number("--max-video-minutes", text, 1, 600)) },
            }),
        new("--finish-seconds", "N",
            $"how long running requests may take to finish when the engine stops. Default {EngineSettings.DefaultFinishSeconds}",
            (options, text) => options with { FinishTime = TimeSpan.FromSeconds(Number("--finish-seconds", text, 0, 3600)) }),
        new("--log-level", "LEVEL", "error, warning, information (one line per request), or debug. Default warning",
            (options, text) => options with { LogLevel = Level(text) }),
        new("--log-json", null, "write the log as JSON, one object per line",
            (options, _) => options with { LogJson = true }),
        new("--version", null, "print the version and exit",
            (options, _) => options with { ShowVersion = true }),
        new("--help", null, "print this help and exit",
            (options, _) => options with { ShowHelp = true }),
    ];

    public static string Usage { get; } = $"""
        clarifai-local: the Clarifai Predict API on this machine, served by open models.

        Usage: clarifai-local [options]

        {string.Join('\n', Table.Select(option => option.Describe()))}

        Every request must contain the key, at least 32 characters without spaces, as "Authorization: Key <key>".
        Without --key-file and --key-variable, it is read from the first line of standard input, and the engine stops when
        standard input ends. On a terminal, a new key is created, and the address of the engine's page is shown with it.
        When the engine is ready, it prints one line of JSON with its address to standard output.
        """.ReplaceLineEndings("\n");

    public int Port { get; private init; }

    public IPAddress Listen { get; private init; } = IPAddress.Loopback;

    public string? Certificate { get; private init; }

    public string? CertificateKey { get; private init; }

    public bool BehindTlsProxy { get; private init; }

    public IReadOnlyList<string> AllowedHosts { get; private init; } = [];

    public bool AllowPrivateUrls { get; private init; }

    public string? KeyFile { get; private init; }

    public string? KeyVariable { get; private init; }

    /// <summary>The folder that contains the user's own model folders, or null.</summary>
    public string? ModelsFolder { get; private init; } =
        Environment.GetEnvironmentVariable(ModelsVariable) is { Length: > 0 } folder ? folder : null;

    /// <summary>The folder for inputs and own models.</summary>
    public string DataFolder { get; private init; } =
        Environment.GetEnvironmentVariable(DataVariable) is { Length: > 0 } folder ? folder : Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
            DataFolderName);

    /// <summary>Keeps inputs and own models.</summary>
    public bool KeepsData { get; private init; } = true;

    /// <summary>Loads the most used model before the first request for it.</summary>
    public bool WarmsUp { get; private init; } = true;

    public int MaximumRequests { get; private init; } = EngineSettings.DefaultMaximumRequests;

    public ServiceLimits Limits { get; private init; } = DefaultLimits;

    public TimeSpan FinishTime { get; private init; } = TimeSpan.FromSeconds(EngineSettings.DefaultFinishSeconds);

    public LogLevel LogLevel { get; private init; } = LogLevel.Warning;

    public bool LogJson { get; private init; }

    public bool ShowHelp { get; private init; }

    public bool ShowVersion { get; private init; }

    /// <summary>True if programs on other machines can send requests.</summary>
    public bool IsServedToOthers => !IPAddress.IsLoopback(Listen) || BehindTlsProxy || AllowedHosts.Count > 0;

    /// <summary>Reads the command line.</summary>
    /// <exception cref="FormatException">An argument is unknown or malformed, or two conflict; the message is for the user.</exception>
    public static EngineOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new EngineOptions();
        for (int index = 0; index < arguments.Count; index++)
        {
            string name = arguments[index] == "-h" ? "--help" : arguments[index];
            EngineOption option = Array.Find(Table, known => known.Name == name)
                ?? throw new FormatException($"'{name}' is not an option.");
            string value = option.Value is null
                ? ""
                : arguments.ElementAtOrDefault(++index) ?? throw new FormatException($"{name} requires a value.");
            options = option.Apply(options, value);
        }

        options.ThrowIfUnfit();
        return options;
    }

    private static int Number(string name, string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number
            : throw new FormatException($"{name} requires a number from {least} to {most}.");

    private static IPAddress Address(string text) => IPAddress.TryParse(text, out IPAddress? address)
        ? address
        : throw new FormatException("--listen requires a numeric address, such as 0.0.0.0 or ::1.");

    private static LogLevel Level(string text) => text switch
    {
        "error" => LogLevel.Error,
        "warning" => LogLevel.Warning,
        "information" => LogLevel.Information,
        "debug" => LogLevel.Debug,
        _ => throw new FormatException("--log-level must be error, warning, information, or debug."),
    };

    private void ThrowIfUnfit()
    {
        if (!IPAddress.IsLoopback(Listen) && Certificate is null && !BehindTlsProxy)
        {
            throw new FormatException(
                "--listen on an address other than loopback would expose keys and images: specify --certificate or --behind-tls-proxy.");
        }

        if (CertificateKey is not null && Certificate is null)
        {
            throw new FormatException("--certificate-key requires --certificate.");
        }

        if (KeyFile is not null && KeyVariable is not null)
        {
            throw new FormatException("--key-file and --key-variable cannot be combined.");
        }
    }
}
