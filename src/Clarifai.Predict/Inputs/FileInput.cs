using System.Text.Json;

namespace Clarifai;

internal sealed class FileInput : PredictInput
{
    private readonly string _path;
    private readonly bool _isTemporary;
    private readonly string? _name;

    // Open from format detection until it is first sent: opening it twice would cost as much as encoding it.
    private FileStream? _opened;

    private FileInput(
        string path, string? source, string? name, MediaKind kind, MediaFormat? format, long length, FileStream opened)
        : base(source ?? path, kind, length, format)
    {
        _path = path;
        _isTemporary = source is not null;
        _name = name;
        _opened = opened;
    }

    /// <param name="path">The full path.</param>
    /// <param name="kind">The kind to send it as; null to detect it from the first bytes.</param>
    /// <param name="limits">The service's limits.</param>
    /// <param name="source">The origin of a temporary file, which errors name; null for the user's own file.</param>
    /// <param name="name">What identifies the file in place of its path; null for the path.</param>
    public static FileInput Create(string path, MediaKind? kind, ServiceLimits limits, string? source = null, string? name = null)
    {
        FileStream? file = null;
        FileInput? input = null;
        try
        {
            file = Open(path, out long length);
            EnsureContent(length, path);
            MediaFormat? format = ReadFormat(file);
            return input = new FileInput(path, source, name, kind ?? KindOf(format, path, limits), format, length, file);
        }
        catch (Exception e) when (ReadFailure.Is(e))
        {
            throw ReadFailure.Error(e, source ?? path);
        }
        finally
        {
            if (input is null)
            {
                file?.Dispose();
            }
        }
    }

    public override string Name => _name ?? Source;

    public override InputContent Open()
    {
        FileStream? opened = Interlocked.Exchange(ref _opened, null);
        try
        {
            if (FindLength() is not { } length)
            {
                opened?.Dispose();
                opened = Open(_path, out length);
            }
            else if (opened is not null && length != Length)
            {
                // A file that was deleted or rewritten since is sent as it is now. It is opened when its turn comes, so that a request has
                // one file open at a time.
                opened.Dispose();
                opened = null;
            }

            return length > 0
                ? new InputContent(this, opened, start: 0, length, () => Open(_path, out _))
                : throw new ClarifaiInputException(this, ErrorId.UnsupportedMediaType, $"'{Source}' is empty.");
        }
        catch (Exception e) when (ReadFailure.Is(e))
        {
            opened?.Dispose();
            throw ReadFailure.Error(e, Source, this);
        }
    }

    public override void Release() => Interlocked.Exchange(ref _opened, null)?.Dispose();

    protected override void WriteIdentity(Utf8JsonWriter json)
    {
        // The name and time of a temporary file are meaningless.
        if (_isTemporary)
        {
            WriteContentIdentity(json);
            return;
        }

        json.WriteString("path", Name);
        json.WriteNumber("size", Length);
        json.WriteString("modified", File.GetLastWriteTimeUtc(_path));
    }

    // Null if only opening it shows the length, or why it cannot be read: links on Windows, missing files.
    private long? FindLength()
    {
#if NET
        if (!OperatingSystem.IsWindows())
        {
            return UnixFile.FindLength(_path);
        }
#endif
        var file = new FileInfo(_path);
        return file.Exists && (file.Attributes & FileAttributes.ReparsePoint) == 0 ? file.Length : null;
    }

    // No buffer: blocks are larger than FileStream's. Other processes may move or delete the file.
    private static FileStream Open(string path, out long length)
    {
        long? known = null;
#if NET
        known = UnixFile.FindLength(path);
#endif
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1);
        length = known ?? file.Length;
        return file;
    }
}
