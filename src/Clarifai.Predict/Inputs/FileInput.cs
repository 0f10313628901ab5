using System.Text.Json;

namespace Clarifai;

internal sealed class FileInput : PredictInput
{
    private readonly string _path;
    private readonly bool _isTemporary;

    // Open since its format was told, until it is sent for the first time: opening it twice would cost as much as encoding it.
    private FileStream? _opened;

    private FileInput(string path, string? source, MediaKind kind, MediaFormat? format, long length, FileStream opened)
        : base(source ?? path, kind, length, format)
    {
        _path = path;
        _isTemporary = source is not null;
        _opened = opened;
    }

    /// <param name="path">The full path.</param>
    /// <param name="kind">What to send it as; null to tell by its first bytes.</param>
    /// <param name="limits">What the service takes.</param>
    /// <param name="source">What a temporary file was made of, and is named by; null where it is the user's own file.</param>
    public static FileInput Create(string path, MediaKind? kind, ServiceLimits limits, string? source = null)
    {
        FileStream? file = null;
        FileInput? input = null;
        try
        {
            file = OpenStream(path);
            long length = file.Length;
            EnsureContent(length, path);
            MediaFormat? format = ReadFormat(file);
            return input = new FileInput(path, source, kind ?? KindOf(format, path, limits), format, length, file);
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

    public override InputContent Open()
    {
        try
        {
            FileStream? opened = Interlocked.Exchange(ref _opened, null);
            var now = new FileInfo(_path);
            if (opened is not null && now.Exists && now.Length == Length)
            {
                return new InputContent(this, opened, start: 0, Length, OpenStream);
            }

            // What has been taken away or written anew since then is sent as it is now. It is opened when its turn comes: a request has
            // one file open at a time then.
            opened?.Dispose();
            if (!now.Exists)
            {
                OpenStream().Dispose();
            }

            if ((now.Attributes & FileAttributes.ReparsePoint) != 0)
            {
                // What is known of a link are its own bytes.
                FileStream file = OpenStream();
                return new InputContent(this, file, start: 0, file.Length, OpenStream);
            }

            return now.Length > 0 ? new InputContent(this, null, start: 0, now.Length, OpenStream) : throw new ClarifaiInputException(
                this, ErrorId.UnsupportedMediaType, $"'{Source}' is empty.");
        }
        catch (Exception e) when (ReadFailure.Is(e))
        {
            throw ReadFailure.Error(e, Source, this);
        }
    }

    public override void Release() => Interlocked.Exchange(ref _opened, null)?.Dispose();

    protected override void WriteIdentity(Utf8JsonWriter json)
    {
        // The name and time of a temporary file mean nothing.
        if (_isTemporary)
        {
            WriteContentIdentity(json);
            return;
        }

        json.WriteString("path", Source);
        json.WriteNumber("size", Length);
        json.WriteString("modified", File.GetLastWriteTimeUtc(_path));
    }

    private FileStream OpenStream() => OpenStream(_path);

    // No buffer: blocks are larger than any that FileStream would make. Nobody is kept from moving the file away or deleting it.
    private static FileStream OpenStream(string path)
    {
#if NET
        UnixFile.EnsureRegular(path);
#endif
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1);
    }
}
