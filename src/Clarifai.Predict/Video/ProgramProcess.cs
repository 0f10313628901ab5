using System.ComponentModel;
using System.Diagnostics;

namespace Clarifai;

/// <summary>
/// A program of others that runs: started with a list of arguments and no shell, pipes, and almost no environment. Disposing it kills it.
/// </summary>
internal sealed class ProgramProcess : IDisposable
{
    private readonly Process _process = new();
    private readonly TaskCompletionSource<bool> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // A pipe has no more bytes from there on: what the program has started may hold it open for much longer, such as the real program
    // behind a shim.
    private readonly TaskCompletionSource<int> _killed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ProgramProcess(ProcessStartInfo start)
    {
        _process.StartInfo = start;
        _process.Exited += (_, _) => _exited.TrySetResult(true);
        _process.EnableRaisingEvents = true;
    }

    /// <summary>The process's id, for tests.</summary>
    public int Id => _process.Id;

    /// <summary>Completes when it has ended.</summary>
    public Task<bool> Exited => _exited.Task;

    /// <summary>The exit code, once it has ended.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>Starts a program.</summary>
    /// <param name="program">The full path.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="failure">The id of the error if it cannot be started.</param>
    /// <param name="folder">Where it writes files; null for a process that writes none.</param>
    /// <param name="variables">The variables of the environment that it gets. Secrets stay here.</param>
    /// <exception cref="ClarifaiException">It cannot be started.</exception>
    public static ProgramProcess Start(
        string program, IEnumerable<string> arguments, ErrorId failure, string? folder = null, params string[] variables)
    {
        var start = new ProcessStartInfo(program, CommandLine.Join(arguments))
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? Path.GetDirectoryName(program)!,
        };
        start.Environment.Clear();

        // Windows does not start a program without its own folder's name.
        foreach (string variable in variables.Append("SystemRoot"))
        {
            if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value)
            {
                start.Environment[variable] = value;
            }
        }

        var started = new ProgramProcess(start);
        try
        {
            started._process.Start();
            return started;
        }
        catch (Win32Exception e)
        {
            started._process.Dispose();
            throw new ClarifaiException(failure, $"'{program}' could not be started: {ReasonOf(e)}", e);
        }
    }

    /// <summary>Why the system did not start a program, as a sentence: the exception itself repeats the program's path.</summary>
    public static string ReasonOf(Win32Exception failure) => Sentence.Of(new Win32Exception(failure.NativeErrorCode).Message);

    /// <summary>Ends its standard input.</summary>
    public void CloseInput() => _process.StandardInput.Dispose();

    /// <summary>Writes all of its standard input, and ends it.</summary>
    /// <exception cref="IOException">It has ended.</exception>
    public async Task WriteInputAsync(byte[] input)
    {
        using Stream pipe = _process.StandardInput.BaseStream;
        Task written = pipe.WriteAsync(input, 0, input.Length, CancellationToken.None);
        await (await Task.WhenAny(written, _killed.Task).ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>Reads its standard output.</summary>
    /// <returns>The number of bytes; 0 at the end, and once the process was killed.</returns>
    public Task<int> ReadOutputAsync(byte[] block, int offset, int count) =>
        UntilKilledAsync(_process.StandardOutput.BaseStream.ReadAsync(block, offset, count, CancellationToken.None));

#if NET
    /// <inheritdoc cref="ReadOutputAsync(byte[], int, int)"/>
    public Task<int> ReadOutputAsync(Memory<byte> block) =>
        UntilKilledAsync(_process.StandardOutput.BaseStream.ReadAsync(block, CancellationToken.None).AsTask());
#endif

    /// <summary>Reads its standard error.</summary>
    /// <returns>The number of bytes; 0 at the end, and once the process was killed.</returns>
    public Task<int> ReadErrorAsync(byte[] block, int offset, int count) =>
        UntilKilledAsync(_process.StandardError.BaseStream.ReadAsync(block, offset, count, CancellationToken.None));

    /// <summary>Ends the process, and on .NET those that it has started.</summary>
    public void Kill()
    {
        try
        {
#if NET
            _process.Kill(entireProcessTree: true);
#else
            _process.Kill();
#endif
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended by itself.
        }

        _killed.TrySetResult(0);
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private async Task<int> UntilKilledAsync(Task<int> reading) =>
        await (await Task.WhenAny(reading, _killed.Task).ConfigureAwait(false)).ConfigureAwait(false);
}
