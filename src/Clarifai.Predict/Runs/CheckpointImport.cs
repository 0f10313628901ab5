using System.Text.Json;

namespace Clarifai;

/// <summary>
/// The finished answers of checkpoints, without a connection. Of an input that occurs several times with the same options, the last answer
/// counts. The files are read twice, and only a hash of each input is kept: first to find repeated inputs, then for the answers.
/// </summary>
/// <param name="paths">The full paths of the files. Runs may be writing them.</param>
/// <param name="keepRaw">Keeps each output's JSON.</param>
/// <param name="root">Where the files are here that the runs named relative to a root; null for where they were.</param>
internal sealed class CheckpointImport(IEnumerable<string> paths, bool keepRaw, InputRoot? root) : IDisposable
{
    private readonly List<(string Path, Stream Content)> _files = [];

    // Where the last answer about each input is, with hashes that tell files of one name apart; emptied before the answers are read.
    private readonly Dictionary<Guid, (int File, int Line, int Source, int Identity)> _last = [];
    private readonly Dictionary<Guid, (int File, int Line)> _nameless = [];

    // Lines that are damaged, without an answer, or followed by another answer about their input.
    private readonly HashSet<(int File, int Line)> _skipped = [];
    private byte[] _asked = [];
    private OutputReader? _reader;
    private long _sampleMs;

    /// <summary>The number of unreadable lines.</summary>
    public int DamagedCount { get; private set; }

    /// <summary>The number of inputs whose lines, of an older version, do not tell what they are: their sources are hashes.</summary>
    public int NamelessCount { get; private set; }

    /// <summary>Reads the answers, in the order of the files and of their lines.</summary>
    /// <returns>The outputs of an input, or of a part of a video: one for a model, one per model for a workflow.</returns>
    /// <exception cref="ClarifaiException">A file is not a checkpoint (CheckpointMismatch), or cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public IEnumerable<IReadOnlyList<PredictOutput>> Read(CancellationToken cancellation)
    {
        foreach (string path in paths)
        {
            _files.Add((path, Try(path, () => CheckpointLines.Open(path))));
        }

        int[] lineCounts = [.. _files.Select((file, number) => Try(file.Path, () => Survey(number, cancellation)))];
        _last.Clear();
        _nameless.Clear();
        for (int number = 0; number < _files.Count; number++)
        {
            (string path, Stream content) = _files[number];
            content.Position = 0;
            var lines = new CheckpointLines(content);
            while (lines.Number < lineCounts[number] && Try(path, lines.Read))
            {
                if (!_skipped.Contains((number, lines.Number)))
                {
                    yield return ReadLine(lines);
                }
            }
        }
    }

    public void Dispose() => _files.ForEach(file => file.Content.Dispose());

    // What is appended later is not read: it could repeat what has been emitted.
    private int Survey(int file, CancellationToken cancellation)
    {
        var lines = new CheckpointLines(_files[file].Content);
        bool isCheckpoint = false;
        while (lines.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            (int, int) place = (file, lines.Number);
            bool isIntact = CheckpointLine.TryReadHead(lines.Line, out CheckpointHead head);
            isCheckpoint |= isIntact;
            DamagedCount += isIntact ? 0 : 1;
            if (head.IsFinished)
            {
                Note(head, place);
            }
            else
            {
                _skipped.Add(place);
            }
        }

        return isCheckpoint || (lines.Number == 0 && CheckpointLine.IsBeginning(lines.Rest)) ? lines.Number : throw new ClarifaiException(
            ErrorId.CheckpointMismatch, $"'{_files[file].Path}' is not a checkpoint: it contains no checkpoint lines.");
    }

    // A file that has changed since, or a frame that shows something else now, is the same input.
    private void Note(in CheckpointHead head, (int File, int Line) place)
    {
        byte[] asked = head.Asked.ToArray();
        byte[] source = head.Source.ToArray();
        byte[] whole = NameIn(head.Identity).ToArray();
        byte[] name = head.Part.IsEmpty ? whole : head.Part.ToArray();
        Guid key = CheckpointLine.KeyOf(asked, name);
        var hashes = (Source: HashOf(source), Identity: HashOf(head.Identity.ToArray()));
        bool isKnown = _last.TryGetValue(key, out (int File, int Line, int Source, int Identity) before);

        // Below different roots, two files can have one name. With the same size and time, it is one file in two places.
        if (isKnown && before.Source != hashes.Source && before.Identity != hashes.Identity)
        {
            key = CheckpointLine.KeyOf(asked, name, source);
            isKnown = _last.TryGetValue(key, out before);
        }

        if (isKnown)
        {
            _skipped.Add((before.File, before.Line));
        }

        _last[key] = (place.File, place.Line, hashes.Source, hashes.Identity);

        // The same frame in a line of an earlier version, which does not tell the video.
        if (!head.Part.IsEmpty && _nameless.TryGetValue(CheckpointLine.KeyOf(asked, whole), out (int, int) older))
        {
            _skipped.Add(older);
        }

        if (head.Part.IsEmpty && head.Source.IsEmpty && whole.Length == head.Identity.Length)
        {
            _nameless[CheckpointLine.KeyOf(asked, whole)] = place;
        }
    }

    private static int HashOf(byte[] bytes) => CheckpointLine.KeyOf(bytes).GetHashCode();

    private IReadOnlyList<PredictOutput> ReadLine(CheckpointLines lines)
    {
        CheckpointLine.TryReadIntactHead(lines.Line, out CheckpointHead head);
        if (_reader is null || !head.Asked.SequenceEqual(_asked))
        {
            _asked = head.Asked.ToArray();
            using var question = JsonDocument.Parse(_asked);
            string? model = question.RootElement.FindText("model"u8);
            _reader = new OutputReader(model ?? question.RootElement.FindText("workflow"u8) ?? "", isModel: model is not null, keepRaw);
            _sampleMs = question.RootElement.FindInteger("sample_ms"u8) is > 0 and { } interval ? interval : PredictOptions.DefaultSampleMs;
        }

        using var line = JsonDocument.Parse(lines.Line.ToArray());
        var input = new CheckpointInput(line.RootElement, root);
        NamelessCount += input.IsNameless ? 1 : 0;
        ClarifaiStatus status = CheckpointLine.StatusOf(line.RootElement);
        return
        [
            .. line.RootElement.FindItems("outputs"u8)
                .Select(output => input.Place(_reader.ReadOutput(output, input.Origin, status), _sampleMs)),
        ];
    }

    // Of a file, up to its path: its size and its time may change. Of anything else, all.
    private static ReadOnlySpan<byte> NameIn(ReadOnlySpan<byte> identity)
    {
        var reader = new Utf8JsonReader(identity);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.PropertyName && reader.ValueTextEquals("path"u8))
            {
                reader.Read();
                return identity.Slice(0, (int)reader.BytesConsumed);
            }
        }

        return identity;
    }

    private static T Try<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (ReadFailure.Is(e))
        {
            throw ReadFailure.Error(e, path);
        }
    }
}
