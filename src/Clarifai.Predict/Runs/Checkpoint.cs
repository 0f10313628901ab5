using System.Text.Json;

namespace Clarifai;

/// <summary>
/// The answers of a run in a JSON Lines file: a later run takes the finished inputs from it and sends only the rest. A line is written as
/// soon as its answer arrives, so that a killed run loses only the requests in flight. Thread-safe; only one process at a time can open the
/// file.
/// </summary>
internal sealed class Checkpoint : IDisposable
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private readonly object _gate = new();
    private readonly Stream _file;
    private readonly byte[] _asked;
    private readonly OutputReader _reader;
    private readonly Dictionary<Guid, (long Position, int Length)> _finished = [];
    private long _end;
    private bool _isClosed;

    private Checkpoint(Stream file, string path, byte[] asked, PumpOptions options)
    {
        _file = file;
        FilePath = path;
        _asked = asked;
        _reader = new OutputReader(options.Target, options.KeepRaw);
    }

    /// <summary>The full path of the file.</summary>
    public string FilePath { get; }

    /// <summary>The number of unreadable lines: their inputs are sent again.</summary>
    public int DamagedCount { get; private set; }

    /// <summary>The model version of an answer in the file, if all answers are from one model.</summary>
    public string? StoredVersionId { get; private set; }

    /// <summary>The first different model version that has answered since; null if there is none.</summary>
    public string? OtherVersionId { get; private set; }

    /// <summary>The number of inputs whose answers were in the file when it was opened.</summary>
    public int FinishedCount { get; private set; }

    /// <summary>Opens the file of a run, or creates it. A last line that was cut off when its run was killed is removed.</summary>
    /// <param name="path">The full path of the file; on Unix it is created for its owner only.</param>
    /// <param name="client">The client of the run.</param>
    /// <param name="options">The options of the run.</param>
    /// <param name="force">Continues in a file with answers of another model or with other options; those are not used.</param>
    /// <returns>The checkpoint, to be passed to the run in <see cref="PumpOptions.Checkpoint"/>and closed after it.</returns>
    /// <exception cref="ClarifaiException">
    /// Another process is using the file (CheckpointInUse), the file belongs to another model or other options or is not a checkpoint
    /// (CheckpointMismatch), or it cannot be read and written (CheckpointFailed).
    /// </exception>
    public static Checkpoint Open(string path, ClarifaiClient client, PumpOptions options, bool force = false) =>
        Open(OpenFile(path), path, client, options, force);

    public static Checkpoint Open(Stream file, string path, ClarifaiClient client, PumpOptions options, bool force = false)
    {
        byte[] asked = CheckpointLine.Asked(client, options);
        var checkpoint = new Checkpoint(file, path, asked, options);
        try
        {
            checkpoint.ReadAll(force);
            checkpoint.FinishedCount = checkpoint._finished.Count;
            checkpoint.StoredVersionId = options.Target is ModelReference ? checkpoint.ReadVersion() : null;
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

    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            _file.Dispose();
        }
    }

    /// <summary>Finds the saved outcome of an input; null if the input is still to be sent.</summary>
    /// <exception cref="ClarifaiException">The file cannot be read (CheckpointFailed).</exception>
    public PredictOutcome? Find(IndexedInput input)
    {
        if (!TryIdentify(input.Input, out Guid key))
        {
            return null;
        }

        try
        {
            byte[] content;
            lock (_gate)
            {
                if (!_finished.TryGetValue(key, out (long Position, int Length) place))
                {
                    return null;
                }

                content = ReadLine(place);
            }

            using var line = JsonDocument.Parse(content);
            return CheckpointLine.ReadOutcome(line.RootElement, input, _reader);
        }
        catch (Exception e) when (e is IOException or JsonException or ObjectDisposedException)
        {
            throw Failed(e);
        }
    }

    /// <summary>Writes the outcomes of inputs. After the end of the run, nothing is written.</summary>
    /// <exception cref="ClarifaiException">The file cannot be written (CheckpointFailed).</exception>
    public void Append(IEnumerable<PredictOutcome> outcomes)
    {
        foreach (PredictOutcome outcome in outcomes)
        {
            if (TryIdentify(outcome.Input, out Guid key))
            {
                Append(key, CheckpointLine.Write(_asked, outcome), outcome.IsFinished);
                string? version = outcome.Output?.ModelVersionId;
                OtherVersionId ??= StoredVersionId is not null && version != StoredVersionId ? version : null;
            }
        }
    }

    // A hash of the identity: with a million lines, the identities themselves would fill the memory.
    private static Guid KeyOf(byte[] identity) => new(Hash.Of(identity).AsSpan(0, 16).ToArray());

    // An unreadable input is reported when it is sent.
    private static bool TryIdentify(PredictInput input, out Guid key)
    {
        try
        {
            key = KeyOf(input.Identity);
            return true;
        }
        catch (ClarifaiInputException)
        {
            key = default;
            return false;
        }
    }

    private void Append(Guid key, byte[] line, bool isFinished)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            try
            {
                _file.Position = _end;
                _file.Write(line, 0, line.Length);
                _file.Flush();
            }
            catch (Exception e) when (e is IOException or ArgumentException)
            {
                // .NET reports a file that has become too large as an argument error. A partial line is harmless: the next line overwrites
                // it, or the next run removes it.
                throw Failed(e);
            }

            if (isFinished)
            {
                _finished[key] = (_end, line.Length);
            }

            _end += line.Length;
        }
    }

    private void ReadAll(bool force)
    {
        byte[] buffer = new byte[1 << 20];
        int number = 0;
        int ours = 0;
        int filled = 0;
        int read;
        while ((read = _file.Read(buffer, filled, buffer.Length - filled)) > 0)
        {
            filled += read;
            int done = _end == 0 && buffer.AsSpan(0, filled).StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
            _end += done;
            int end;
            while ((end = Array.IndexOf(buffer, (byte)'\n', done, filled - done)) >= 0)
            {
                ours += Take(buffer.AsSpan(done, end - done), ++number, force) ? 1 : 0;
                _end += end + 1 - done;
                done = end + 1;
            }

            filled -= done;
            Buffer.BlockCopy(buffer, done, buffer, 0, filled);
            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }
        }

        // The run ended while it wrote this line. It is removed only if it is a checkpoint line.
        if (ours == 0 && (number > 0 || (filled > 0 && !CheckpointLine.IsBeginning(buffer.AsSpan(0, filled)))))
        {
            throw NoCheckpoint();
        }

        if (filled > 0)
        {
            DamagedCount++;
            _file.SetLength(_end);
        }
    }

    private string? ReadVersion()
    {
        if (_finished.Count == 0)
        {
            return null;
        }

        using var line = JsonDocument.Parse(ReadLine(_finished.Values.Max()));
        return line.RootElement.FindItems("outputs"u8).FirstOrDefault().Find("model"u8, "model_version"u8).FindText("id"u8);
    }

    private byte[] ReadLine((long Position, int Length) place)
    {
        byte[] line = new byte[place.Length];
        _file.Position = place.Position;
        _file.Fill(line, place.Length);
        return line;
    }

    // False if it is not a checkpoint line, or is damaged.
    private bool Take(ReadOnlySpan<byte> line, int number, bool force)
    {
        if (!CheckpointLine.TryReadHead(line, out ReadOnlySpan<byte> identity, out ReadOnlySpan<byte> asked, out bool isFinished))
        {
            DamagedCount++;
            return false;
        }

        bool isOfUse = asked.SequenceEqual(_asked);
        if (!isOfUse && !force)
        {
            throw new ClarifaiException(
                ErrorId.CheckpointMismatch,
                $"'{FilePath}' has answers from a run with other options (line {number}): {CheckpointLine.Text(asked)}. This run uses "
                + $"{CheckpointLine.Text(_asked)}.",
                cause: ErrorCause.OtherOptions);
        }

        if (isOfUse && isFinished)
        {
            _finished[KeyOf(identity.ToArray())] = (_end, line.Length);
        }

        return true;
    }

    private ClarifaiException NoCheckpoint() => new(
        ErrorId.CheckpointMismatch,
        $"'{FilePath}' is not a checkpoint and is left unchanged: it contains no checkpoint lines. Specify a new file.");

    private static FileStream OpenFile(string path)
    {
        // On Unix a lock excludes everybody or nobody; on Windows others may read while the file is written.
        FileShare share = Path.DirectorySeparatorChar == '\\' ? FileShare.Read : FileShare.None;
        try
        {
#if NET
            UnixFile.EnsureRegular(path);
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
        catch (Exception e) when (ReadFailure.Is(e))
        {
            throw IsLock(e)
                ? new ClarifaiException(ErrorId.CheckpointInUse, $"'{path}' is the checkpoint of another run that has not ended.", e)
                : Failed(path, e);
        }
    }

    // A sharing violation on Windows; EWOULDBLOCK on Linux and on macOS.
    private static bool IsLock(Exception error) => error is IOException && (error.HResult is unchecked((int)0x80070020) or 11 or 35);

    private ClarifaiException Failed(Exception e) => Failed(FilePath, e);

    private static ClarifaiException Failed(string path, Exception e) =>
        new(ErrorId.CheckpointFailed, $"The checkpoint '{path}' cannot be read or written: {e.Message}", e);
}
