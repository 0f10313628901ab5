using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;

namespace Clarifai.PowerShell;

/// <summary>
/// A running local engine. It reads its key from standard input, writes its address in one line to standard output, and ends when its
/// standard input ends: no engine is left behind, however this process ends.
/// </summary>
internal sealed class LocalEngine : IDisposable
{
    /// <summary>The environment variables with the folders of the user's own ONNX models, and of inputs and trained models.</summary>
    public static readonly IReadOnlyList<string> FolderVariables = ["CLARIFAI_LOCAL_MODELS", "CLARIFAI_LOCAL_DATA"];

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly ClarifaiClientOptions _options;
    private volatile bool _isEnded;

    private LocalEngine(Process process, string program, string key, JsonElement ready)
    {
        _process = process;
        Program = program;
        Version = ready.GetProperty("version").GetString() ?? "";
        Versions = new EngineVersions(
            ready.GetProperty("models").EnumerateObject()
                .ToDictionary(model => model.Name, model => model.Value.GetString() ?? "", StringComparer.OrdinalIgnoreCase),
            ready.GetProperty("workflows").EnumerateObject()
                .ToDictionary(
                    workflow => workflow.Name,
                    IReadOnlyList<string> (workflow) => [.. workflow.Value.EnumerateArray().Select(model => model.GetString() ?? "")],
                    StringComparer.OrdinalIgnoreCase));
        BatchSize = ready.TryGetProperty("batchSize", out JsonElement size) ? size.GetInt32() : null;
        JsonElement limits = ready.GetProperty("limits");
        _options = new ClarifaiClientOptions
        {
            Credential = ClarifaiCredential.FromText(CredentialKind.ApiKey, key),
            BaseUri = ServiceAddress.Parse(ready.GetProperty("address").GetString() ?? ""),
            Limits = new ServiceLimits
            {
                InputsPerRequest = limits.GetProperty("inputsPerRequest").GetInt32(),
                MaximumImageBytes = limits.GetProperty("maximumImageBytes").GetInt64(),
                MaximumRequestBytes = limits.GetProperty("maximumRequestBytes").GetInt64(),
                MaximumVideoBytes = limits.GetProperty("maximumVideoBytes").GetInt64(),
                MaximumVideoUrlBytes = limits.GetProperty("maximumVideoUrlBytes").GetInt64(),
                MaximumVideoDuration = TimeSpan.FromSeconds(limits.GetProperty("maximumVideoSeconds").GetDouble()),
                FurtherPictureFormats = ready.TryGetProperty("pictureFormats", out JsonElement formats)
                    ? new AnswerList<string>([.. formats.EnumerateArray().Select(format => format.GetString() ?? "")])
                    : AnswerList<string>.None,
            },
            Engine = Versions,
        };
    }

    /// <summary>The versions it will answer with.</summary>
    public EngineVersions Versions { get; }

    public string Program { get; }

    public string Version { get; }

    /// <summary>The recommended number of images per request; null if not specified.</summary>
    public int? BatchSize { get; }

    /// <summary>The error reported when the engine has stopped.</summary>
    public static ClarifaiException Ended =>
        new(ErrorId.LocalEngineFailed, "The local engine has stopped. Start it again: Connect-Clarifai -Local.");

    /// <summary>The same where it prepares images beside a connection.</summary>
    public static ClarifaiException EndedBeside =>
        new(ErrorId.LocalEngineFailed, "The local engine that prepares the images has stopped twice. The next command starts it again.");

    /// <summary>Opens a connection to it.</summary>
    /// <param name="ended">The error to report once it has ended.</param>
    /// <param name="maximumRequestsPerSecond">The most requests per second; null for no limit.</param>
    public ClarifaiConnection Connect(ClarifaiException ended, double? maximumRequestsPerSecond = null) => new(
        _options with { MaximumRequestsPerSecond = maximumRequestsPerSecond, Diagnose = () => IsRunning ? null : ended }, this);

    public bool IsRunning => !_isEnded && !_process.HasExited;

    /// <param name="program">The program's full path.</param>
    /// <param name="folders">The full paths of the folders by their variables.</param>
    /// <param name="options">The program's options; empty for none.</param>
    /// <param name="cancellation">Ends the wait, and the program.</param>
    /// <exception cref="ClarifaiException">It does not start (LocalEngineFailed).</exception>
    public static async Task<LocalEngine> StartAsync(
        string program, IReadOnlyDictionary<string, string> folders, string options, CancellationToken cancellation)
    {
        string key = NewKey();
        ProcessStartInfo start = StartInfo(program, folders, options);
        var process = new Process { StartInfo = start };
        StandardErrorTail? errors = null;
        try
        {
            process.Start();
            errors = new StandardErrorTail(process.StandardError.BaseStream.ReadAsync);
            await GiveKeyAsync(process, key).ConfigureAwait(false);
            string? line = await ReadLineAsync(process, cancellation).ConfigureAwait(false);
            using var ready = JsonDocument.Parse(line ?? throw new IOException("it ended before it was ready."));
            return new LocalEngine(process, program, key, ready.RootElement);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or JsonException or KeyNotFoundException or FormatException
            or ClarifaiException or TimeoutException or Win32Exception)
        {
            End(process, errors);
            string output = errors?.ToString() is { Length: > 0 } text ? " Its output: " + text : "";
            string variable = string.Concat(folders.Where(folder => output.Contains(folder.Value))
                .Select(folder => $" The environment variable {folder.Key} is set to '{folder.Value}'."));
            string reason = e switch
            {
                JsonException or KeyNotFoundException or FormatException => "its first line of output is not the local engine's handshake.",
                Win32Exception failure when start.FileName == program => ProgramProcess.ReasonOf(failure),
                Win32Exception failure => $"'{start.FileName}' could not be started: {ProgramProcess.ReasonOf(failure)}",
                _ => e.Message,
            };
            throw new ClarifaiException(
                ErrorId.LocalEngineFailed, $"The local engine '{program}' did not start: {reason}{output}{variable}", e);
        }
        catch (OperationCanceledException)
        {
            // It may take seconds to notice that its input has ended.
            Kill(process);
            process.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (!_isEnded)
        {
            _isEnded = true;
            End(_process);
        }
    }

    private static ProcessStartInfo StartInfo(string program, IReadOnlyDictionary<string, string> folders, string options)
    {
        bool isLibrary = program.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
        var start = new ProcessStartInfo(isLibrary ? "dotnet" : program, isLibrary ? $"\"{program}\" {options}" : options)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(program)!,
        };
        foreach (string variable in EnvironmentSettings.SecretVariables.Concat(FolderVariables))
        {
            start.Environment.Remove(variable);
        }

        foreach (KeyValuePair<string, string> folder in folders)
        {
            start.Environment[folder.Key] = folder.Value;
        }

        return start;
    }

    // One that has already ended does not read the key: reading its ready line reports that.
    private static async Task GiveKeyAsync(Process process, string key)
    {
        try
        {
            await process.StandardInput.WriteLineAsync(key).ConfigureAwait(false);
            await process.StandardInput.FlushAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
        }
    }

    private static async Task<string?> ReadLineAsync(Process process, CancellationToken cancellation)
    {
        Task<string?> line = process.StandardOutput.ReadLineAsync()!;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task finished = await Task.WhenAny(line, Task.Delay(StartTimeout, timeout.Token)).ConfigureAwait(false);
        timeout.Cancel();
        cancellation.ThrowIfCancellationRequested();
        return finished == line
            ? await line.ConfigureAwait(false)
            : throw new TimeoutException($"it was not ready after {StartTimeout.TotalSeconds:0} s.");
    }

    // The end of its input stops it; it is killed only if it hangs. Its standard error is read until it has ended.
    private static void End(Process process, StandardErrorTail? errors = null)
    {
        try
        {
            CloseInput(process);
            if (!process.WaitForExit((int)EndTimeout.TotalMilliseconds))
            {
                Kill(process);
            }

            // A process that it started may keep the pipe open for a long time.
            errors?.End.Wait(EndTimeout);
        }
        catch (InvalidOperationException)
        {
            // It never started.
        }

        process.Dispose();
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It ended just before.
        }
    }

    private static void CloseInput(Process process)
    {
        try
        {
            process.StandardInput.Dispose();
        }
        catch (IOException)
        {
            // The program closed it first.
        }
    }

    private static string NewKey()
    {
        byte[] key = new byte[32];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(key);
        return Hash.Text(key);
    }
}
