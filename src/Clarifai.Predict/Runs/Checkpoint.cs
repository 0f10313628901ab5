using System.Text.Json;

namespace Clarifai;

/// <summary>
/// The answers of a run in a JSON Lines file: a later run takes the finished inputs from it and sends only the rest. A line is written as
/// soon as its answer arrives, so that a killed run loses only the requests in flight. Thread-safe; only one process at a time can write
/// the file.
/// </summary>
/// <param name="file">The file that answers are saved to.</param>
/// <param name="filePath">The full path of the file.</param>
/// <param name="asked">The service, model and options.</param>
/// <param name="options">The options of the run.</param>
internal sealed class Checkpoint(Stream file, string filePath, byte[] asked, PumpOptions options) : IDisposable
{
    private readonly object _gate = new();
    private readonly List<Stream> _files = [file];
    private readonly OutputReader _reader = new(options.Target, options.KeepRaw);
    private readonly Dictionary<Guid, (int File, long Position, int Length)> _finished = [];
    private long _end;
    private bool _isClosed;

    /// <summary>The full path of the file that answers are saved to.</summary>
    public string FilePath => filePath;

    /// <summary>The number of unreadable lines: their inputs are sent again.</summary>
    public int DamagedCount { get; private set; }

    /// <summary>The model version of an answer in the file, if all answers are from one model.</summary>
    public string? StoredVersionId { get; private set; }

    /// <summary>The first different model version that has answered since; null if there is none.</summary>
    public string? OtherVersionId { get; private set; }

    /// <summary>The number of inputs whose answers were in the files when they were opened.</summary>
    public int FinishedCount { get; private set; }

    /// <summary>Opens the file of a run, or creates it. A last line that was cut off when its run was killed is removed.</summary>
    /// <param name="path">The full path of the file; on Unix it is created for its owner only.</param>
    /// <param name="client">The client of the run.</param>
    /// <param name="options">The options of the run.</param>
    /// <param name="force">Continues in a file with answers of another model or with other options; those are not used.</param>
    /// <param name="others">Further checkpoints, whose answers are used as well. They are not written, and may be in use.</param>
    /// <returns>The checkpoint, to be passed to the run in <see cref="PumpOptions.Checkpoint"/>and closed after it.</returns>
    /// <exception cref="ClarifaiException">
    /// Another process is using the file (CheckpointInUse), the file belongs to another model or other options or is not a checkpoint
    /// (CheckpointMismatch), or it cannot be read and written (CheckpointFailed).
    /// </exception>
    public static Checkpoint Open(
        string path, ClarifaiClient client, PumpOptions options, bool force = false, IReadOnlyList<string>? others = null) =>
        Open(OpenFile(path), path, client, options, force, others);

    public static Checkpoint Open(
        Stream file, string path, ClarifaiClient client, PumpOptions options, bool force = false, IReadOnlyList<string>? others = null)
    {
        var checkpoint = new Checkpoint(file, path, CheckpointLine.Asked(client, options), options);
        try
        {
            checkpoint.ReadOwn(force);
            foreach (string other in (others ?? []).Where(other => other != path))
            {
                checkpoint.ReadOther(other, force);
            }

            checkpoint.StoredVersionId = options.Target is ModelReference ? checkpoint.ReadVersion() : null;
            return checkpoint;
        }
        catch (IOException e)
        {
            checkpoint.Dispose();
            throw Failed(path, e);
        }
        catch
        {
            checkpoint.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            _files.ForEach(each => each.Dispose());
        }
    }

    /// <summary>Finds the saved outcome of an input; null if the input is still to be sent.</summary>
    /// <exception cref="ClarifaiException">The file cannot be read (CheckpointFailed).</exception>
    public PredictOutcome? Find(IndexedInput input)
    {
        if (!TryIdentify(input.Input, out Guid key, out Guid placed))
        {
            return null;
        }

        try
        {
            byte[] content;
            bool isInPlace;
            lock (_gate)
            {
                isInPlace = _finished.TryGetValue(placed, out (int, long, int) place);
                if (!isInPlace && !_finished.TryGetValue(key, out place))
                {
                    return null;
                }

                content = ReadLine(place);
            }

            using var line = JsonDocument.Parse(content);
            if (!isInPlace)
            {
                // The same picture as elsewhere: the file is to tell what is in this video too.
                Append([CheckpointLine.ReadOutcome(line.RootElement, input, new OutputReader(options.Target, keepRaw: true))]);
            }

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
            if (TryIdentify(outcome.Input, out Guid key, out Guid placed))
            {
                Append(key, placed, outcome);
                string? version = outcome.Output?.ModelVersionId;
                OtherVersionId ??= StoredVersionId is not null && version != StoredVersionId ? version : null;
            }
        }
    }

    // A part of a video is known by its content, and at its place by both; anything else only by the one. An unreadable input is
    // reported when it is sent.
    private static bool TryIdentify(PredictInput input, out Guid key, out Guid placed)
    {
        try
        {
            key = CheckpointLine.KeyOf(input.Identity);
            placed = input.Part is { } part ? CheckpointLine.KeyOf(input.Identity, part.Text) : key;
            return true;
        }
        catch (ClarifaiInputException)
        {
            key = placed = default;
            return false;
        }
    }

    private void Append(Guid key, Guid placed, PredictOutcome outcome)
    {
        byte[] line = CheckpointLine.Write(asked, outcome);
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            try
            {
                file.Position = _end;
                file.Write(line, 0, line.Length);
                file.Flush();
            }
            catch (Exception e) when (e is IOException or ArgumentException)
            {
                // .NET reports a file that has become too large as an argument error. A partial line is harmless: the next line overwrites
                // it, or the next run removes it.
                throw Failed(e);
            }

            if (outcome.IsFinished)
            {
                Keep(key, placed, (0, _end, line.Length));
            }

            _end += line.Length;
        }
    }

    private void ReadOwn(bool force)
    {
        CheckpointLines lines = Read(0, FilePath, force);
        _end = lines.End;
        if (lines.Rest.Length > 0)
        {
            // The run ended while it wrote this line.
            DamagedCount++;
            file.SetLength(_end);
        }
    }

    private void ReadOther(string path, bool force)
    {
        try
        {
            _files.Add(CheckpointLines.Open(path));
            Read(_files.Count - 1, path, force);
        }
        catch (Exception e) when (ReadFailure.Is(e))
        {
            throw Failed(path, e);
        }
    }

    private CheckpointLines Read(int number, string path, bool force)
    {
        var lines = new CheckpointLines(_files[number]);
        bool isCheckpoint = false;
        while (lines.Read())
        {
            if (!CheckpointLine.TryReadHead(lines.Line, out CheckpointHead head))
            {
                DamagedCount++;
                continue;
            }

            isCheckpoint = true;
            bool isOfUse = head.Asked.SequenceEqual(asked);
            if (!isOfUse && !force)
            {
                throw new ClarifaiException(
                    ErrorId.CheckpointMismatch,
                    $"'{path}' contains answers from a run with different options (line {lines.Number}): "
                    + $"{CheckpointLine.Text(head.Asked)}. This run uses {CheckpointLine.Text(asked)}.",
                    cause: ErrorCause.OtherOptions);
            }

            if (isOfUse && head.IsFinished)
            {
                byte[] identity = head.Identity.ToArray();
                Guid key = CheckpointLine.KeyOf(identity);
                Guid placed = head.Part.IsEmpty ? key : CheckpointLine.KeyOf(identity, head.Part.ToArray());
                FinishedCount += Keep(key, placed, (number, lines.Position, lines.Line.Length)) ? 1 : 0;
            }
        }

        // A last line that was cut off is enough, if it is the only one.
        return isCheckpoint || (lines.Number == 0 && CheckpointLine.IsBeginning(lines.Rest)) ? lines : throw new ClarifaiException(
            ErrorId.CheckpointMismatch,
            $"'{path}' is not a checkpoint and is left unchanged: it contains no checkpoint lines. Specify a new file.");
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

    private byte[] ReadLine((int File, long Position, int Length) place)
    {
        byte[] line = new byte[place.Length];
        Stream stored = _files[place.File];
        stored.Position = place.Position;
        stored.Fill(line, place.Length);
        return line;
    }

    // True if it was not known.
    private bool Keep(Guid key, Guid placed, (int File, long Position, int Length) place)
    {
        bool isNew = !_finished.ContainsKey(placed);
        _finished[key] = _finished[placed] = place;
        return isNew;
    }

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
            throw FileLock.IsSharingViolation(e)
                ? new ClarifaiException(ErrorId.CheckpointInUse, $"'{path}' is the checkpoint of another run that has not ended.", e)
                : Failed(path, e);
        }
    }

    private ClarifaiException Failed(Exception e) => Failed(FilePath, e);

    private static ClarifaiException Failed(string path, Exception e) =>
        new(
            ErrorId.CheckpointFailed,
            Directory.Exists(path)
                ? $"The checkpoint '{path}' is a folder. Specify a file."
                : $"The checkpoint '{path}' cannot be read or written: "
                    + (e is DirectoryNotFoundException ? "its folder does not exist." : e.Message),
            e);
}
