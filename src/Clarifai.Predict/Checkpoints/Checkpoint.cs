using System.Text.Json;

namespace Clarifai;

/// <summary>
/// What a run has been answered, in a file of JSON lines: a later run takes the finished inputs from it and asks only about the rest. A
/// line is in the file as soon as its answer is known, so that a run that was killed loses no more than was under way. Safe for use by
/// many threads; only one process at a time has the file.
/// </summary>
public sealed class Checkpoint : IDisposable
{
    private readonly object _gate = new();
    private readonly Stream _file;
    private readonly byte[] _asked;
    private readonly Dictionary<Guid, long> _finished = [];
    private long _end;
    private bool _isClosed;

    private Checkpoint(Stream file, string path, byte[] asked)
    {
        _file = file;
        FilePath = path;
        _asked = asked;
    }

    /// <summary>The full path of the file.</summary>
    public string FilePath { get; }

    /// <summary>Inputs whose answers are in the file.</summary>
    public int FinishedCount
    {
        get
        {
            lock (_gate)
            {
                return _finished.Count;
            }
        }
    }

    /// <summary>Opens the file of a run, or begins one. A last line that was cut off when its run was killed is removed.</summary>
    /// <param name="path">The full path of the file; on Unix it is made for its owner only.</param>
    /// <param name="client">Where the run asks.</param>
    /// <param name="options">What and how it asks.</param>
    /// <param name="force">Goes on where the file has answers of another model or to other options; those count for nothing.</param>
    /// <returns>The checkpoint, to be given to the run in <see cref="PumpOptions.Checkpoint"/> and closed after it.</returns>
    /// <exception cref="ClarifaiException">
    /// Another process has the file (CheckpointInUse), it is of another model or other options or is no checkpoint (CheckpointMismatch), or
    /// it cannot be read and written (CheckpointFailed).
    /// </exception>
    public static Checkpoint Open(string path, ClarifaiClient client, PumpOptions options, bool force = false) =>
        Open(OpenFile(path), path, client, options, force);

    internal static Checkpoint Open(Stream file, string path, ClarifaiClient client, PumpOptions options, bool force = false)
    {
        var checkpoint = new Checkpoint(file, path, CheckpointLine.Asked(client.Host, options));
        try
        {
            checkpoint.ReadAll(force);
            return checkpoint;
        }
        catch (IOException e)
        {
            file.Dispose();
            throw Failed(path, e);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            _file.Dispose();
        }
    }

    /// <summary>Finds out whether the answer about an input is there. One that cannot be read will say so when it is sent.</summary>
    internal IndexedInput Find(IndexedInput input)
    {
        byte[] identity;
        try
        {
            identity = CheckpointLine.Identity(input.Input);
        }
        catch (ClarifaiInputException)
        {
            return input;
        }

        lock (_gate)
        {
            bool isFinished = _finished.TryGetValue(CheckpointLine.KeyOf(identity), out long position);
            return input with { Identity = identity, Stored = isFinished ? position : null };
        }
    }

    /// <summary>Reads the answer that is kept about this input.</summary>
    /// <exception cref="ClarifaiException">The file cannot be read (CheckpointFailed).</exception>
    internal IReadOnlyList<PredictOutput> Read(IndexedInput input, PredictTarget target, bool keepRaw)
    {
        try
        {
            using var line = JsonDocument.Parse(ReadLine(input.Stored!.Value));
            return CheckpointLine.ReadOutputs(line.RootElement, input, target, keepRaw);
        }
        catch (Exception e) when (e is IOException or JsonException or ObjectDisposedException)
        {
            throw Failed(FilePath, e);
        }
    }

    /// <summary>Writes how it ended for some inputs. After the end of the run it is too late, and nothing is written.</summary>
    /// <exception cref="ClarifaiException">The file cannot be written (CheckpointFailed).</exception>
    internal void Append(IEnumerable<PredictOutcome> outcomes)
    {
        foreach (PredictOutcome outcome in outcomes)
        {
            if (outcome.Indexed.Identity is { } identity)
            {
                Append(identity, CheckpointLine.Write(identity, _asked, outcome), outcome.IsFinished);
            }
        }
    }

    private void Append(byte[] identity, byte[] line, bool isFinished)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            long position = Append(line);
            if (isFinished)
            {
                _finished[CheckpointLine.KeyOf(identity)] = position;
            }
        }
    }

    private long Append(byte[] line)
    {
        long start = _end;
        try
        {
            _file.Position = start;
            _file.Write(line, 0, line.Length);
            _file.Flush();
        }
        catch (IOException e)
        {
            // Half a line does no harm: the next line is written over it, and as the last one it is removed by the next run.
            throw Failed(FilePath, e);
        }

        _end = start + line.Length;
        return start;
    }

    private byte[] ReadLine(long position)
    {
        using var line = new MemoryStream();
        byte[] block = new byte[16384];
        lock (_gate)
        {
            _file.Position = position;
            int read;
            while ((read = _file.Read(block, 0, block.Length)) > 0)
            {
                int end = Array.IndexOf(block, (byte)'\n', 0, read);
                line.Write(block, 0, end < 0 ? read : end);
                if (end >= 0)
                {
                    break;
                }
            }
        }

        return line.ToArray();
    }

    private void ReadAll(bool force)
    {
        byte[] buffer = new byte[1 << 20];
        long start = 0;
        int number = 0;
        int filled = 0;
        int read;
        while ((read = _file.Read(buffer, filled, buffer.Length - filled)) > 0)
        {
            filled += read;
            int done = 0;
            int end;
            while ((end = Array.IndexOf(buffer, (byte)'\n', done, filled - done)) >= 0)
            {
                Take(buffer.AsSpan(done, end - done), start + done, ++number, force);
                done = end + 1;
            }

            start += done;
            filled -= done;
            Buffer.BlockCopy(buffer, done, buffer, 0, filled);
            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }
        }

        // The run ended while it wrote this line. It is ours to remove only if it is ours.
        if (filled > 0)
        {
            if (number == 0 && !CheckpointLine.IsBeginning(buffer.AsSpan(0, filled)))
            {
                throw NoCheckpoint(1);
            }

            _file.SetLength(start);
        }

        _end = start;
    }

    private void Take(ReadOnlySpan<byte> line, long position, int number, bool force)
    {
        if (!CheckpointLine.TryReadHead(line, out ReadOnlySpan<byte> identity, out ReadOnlySpan<byte> asked, out bool isFinished))
        {
            throw NoCheckpoint(number);
        }

        if (!asked.SequenceEqual(_asked))
        {
            if (force)
            {
                return;
            }

            throw new ClarifaiException(
                ErrorId.CheckpointMismatch,
                $"'{FilePath}' has answers to another question (line {number}): it was asked {CheckpointLine.Text(asked)}, this run asks "
                + $"{CheckpointLine.Text(_asked)}. Name another file, or use -Force to go on in this one and ask about every input again.");
        }

        if (isFinished)
        {
            _finished[CheckpointLine.KeyOf(identity)] = position;
        }
    }

    private ClarifaiException NoCheckpoint(int line) => new(
        ErrorId.CheckpointMismatch,
        $"'{FilePath}' is no checkpoint (line {line}), and is left as it is. Name a file that is not there yet.");

    private static FileStream OpenFile(string path)
    {
        // Elsewhere a lock is either everybody's or nobody's else; on Windows others may look at what is written.
        FileShare share = Path.DirectorySeparatorChar == '\\' ? FileShare.Read : FileShare.None;
        try
        {
#if NET
            var options = new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = share,
                BufferSize = 0,
            };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            return new FileStream(path, options);
#else
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, share, bufferSize: 1);
#endif
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw IsLock(e)
                ? new ClarifaiException(ErrorId.CheckpointInUse, $"'{path}' is the checkpoint of another run that has not ended.", e)
                : Failed(path, e);
        }
    }

    // A sharing violation on Windows; EWOULDBLOCK on Linux and on macOS.
    private static bool IsLock(Exception error) => error is IOException && (error.HResult is unchecked((int)0x80070020) or 11 or 35);

    private static ClarifaiException Failed(string path, Exception e) =>
        new(ErrorId.CheckpointFailed, $"The checkpoint '{path}' cannot be read or written: {e.Message}", e);
}
