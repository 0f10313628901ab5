using System.Globalization;
using System.Text;

namespace Clarifai;

/// <summary>
/// One run of ExifTool over several files, a command each. It reads files and writes to its standard output, never to a disk: whatever
/// becomes of it, no file is touched. It ends when this object is disposed, and with this process: by its first byte for a pipe without
/// a reader.
/// </summary>
internal sealed class ExifToolProcess : IDisposable
{
    private const int OldestVersion = 12;

    // Long enough to start on a busy machine. Then, to read a large video over a slow network: a file that makes ExifTool loop must not end
    // a night's run.
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(10);

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    // What Perl needs to start and what a packed exiftool.exe unpacks to; not the variables with which a user configures either.
    private static readonly string[] Variables = ["PATH", "TEMP", "TMP", "TMPDIR"];

    private readonly ProgramProcess _process;
    private readonly CancellationTokenSource _deadline;
    private readonly CancellationTokenRegistration _overdue;
    private readonly CancellationToken _cancellation;
    private readonly MarkedOutput _output;
    private readonly MarkedOutput _error;

    private TimeSpan _silence;

    private ExifToolProcess(ProgramProcess process, string mark, TimeSpan silence, CancellationToken cancellation)
    {
        _process = process;
        _silence = silence;
        _deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _cancellation = cancellation;
        _output = Marked(process.ReadOutputAsync, mark);
        _error = Marked(process.ReadErrorAsync, mark);
        _overdue = _deadline.Token.Register(process.Kill);
    }

    /// <summary>The process's id, for tests.</summary>
    public int Id => _process.Id;

    /// <param name="program">The full path of ExifTool.</param>
    /// <param name="commands">The arguments of each command. None of them has a line break.</param>
    /// <param name="cancellation">Kills it.</param>
    /// <param name="longestStart">How long it may take until it says its version; null for the usual minute.</param>
    /// <exception cref="ClarifaiException">It cannot be started, or is not ExifTool (ExifToolFailed).</exception>
    public static async Task<ExifToolProcess> StartAsync(
        string program,
        IEnumerable<IReadOnlyList<string>> commands,
        CancellationToken cancellation,
        TimeSpan? longestStart = null)
    {
        cancellation.ThrowIfCancellationRequested();

        // Without a user's configuration, which can change what tags mean; arguments from standard input, a line each.
        var process = ProgramProcess.Start(program, ["-config", "", "-@", "-"], ErrorId.ExifToolFailed, folder: null, Variables);
        string mark = "clarifai-" + Guid.NewGuid().ToString("N");
        var started = new ExifToolProcess(process, mark, longestStart ?? LongestStart, cancellation);
        try
        {
            await started.BeginAsync(program, Lines([["-ver"], .. commands], mark)).ConfigureAwait(false);
            return started;
        }
        catch
        {
            started.Dispose();
            throw;
        }
    }

    /// <summary>Reads the answer to the next command.</summary>
    /// <param name="destination">Takes what it wrote to standard output.</param>
    /// <param name="subject">The program in errors.</param>
    /// <returns>Null where it succeeded, else what it said.</returns>
    /// <exception cref="ClarifaiException">It has ended before it answered (ExifToolFailed).</exception>
    /// <exception cref="IOException">The destination did not take the answer; the next one can be read.</exception>
    public async Task<string?> ReadAnswerAsync(Stream destination, string subject = "ExifTool")
    {
        using var said = new MemoryStream();
        Task<string?> error = _error.CopyAnswerAsync(said);
        string? status;
        try
        {
            // The first mark is where the answer begins: what a script around ExifTool prints does not belong to it.
            status = await _output.CopyAnswerAsync(Stream.Null).ConfigureAwait(false) is null
                ? null
                : await _output.CopyAnswerAsync(destination).ConfigureAwait(false);
        }
        finally
        {
            await error.ConfigureAwait(false);
        }

        _cancellation.ThrowIfCancellationRequested();
        string reason = string.Join(" | ", Utf8.GetString(said.ToArray()).Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        if (status is null)
        {
            throw new ClarifaiException(
                ErrorId.ExifToolFailed,
                _deadline.IsCancellationRequested ? $"{subject} did not respond for {_silence.TotalSeconds:N0} seconds."
                    : $"{subject} exited early. {reason}".TrimEnd());
        }

        return status == "0" ? null : reason;
    }

    public void Dispose()
    {
        _overdue.Dispose();
        _process.Dispose();
        _deadline.Dispose();
    }

    private async Task BeginAsync(string program, string lines)
    {
        _deadline.CancelAfter(_silence);
        try
        {
            await _process.WriteInputAsync(Utf8.GetBytes(lines)).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // It has ended: reading the first answer says why.
        }

        using var version = new MemoryStream();
        try
        {
            await ReadAnswerAsync(version, "it").ConfigureAwait(false);
        }
        catch (ClarifaiException e)
        {
            throw new ClarifaiException(
                ErrorId.ExifToolFailed, $"'{program}' is not ExifTool or could not be run: {Sentence.Of(e.Message)}", e);
        }

        string told = Utf8.GetString(version.ToArray()).Trim();
        if (!double.TryParse(told, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number))
        {
            throw new ClarifaiException(ErrorId.ExifToolFailed, $"'{program}' is not ExifTool: it does not report its version.");
        }

        if (number < OldestVersion)
        {
            throw new ClarifaiException(
                ErrorId.ExifToolFailed, $"'{program}' is ExifTool {told}, but version {OldestVersion} or later is required.");
        }

        _silence = LongestSilence;
        _deadline.CancelAfter(_silence);
    }

    // LargeFileSupport is for videos over 4 GB.
    private static string Lines(IEnumerable<IReadOnlyList<string>> commands, string mark) => string.Concat(commands
        .SelectMany(command => (string[])
        [
            "-echo", mark, "-q", "-q", "-charset", "filename=utf8", "-api", "LargeFileSupport=1", .. command,
            "-echo3", mark + "${status}", "-echo4", mark, "-execute",
        ])
        .Select(line => line + "\n"));

    private MarkedOutput Marked(Func<byte[], int, int, Task<int>> read, string mark) => new(
        (block, offset, count) =>
        {
            _deadline.CancelAfter(_silence);
            return read(block, offset, count);
        },
        mark);
}
