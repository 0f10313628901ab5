using System.Text.Json;

namespace Clarifai;

internal sealed class FileInput : PredictInput
{
    private readonly bool _isTemporary;

    // Open since its format was told, until it is sent for the first time: opening it twice would cost as much as encoding it.
    private FileStream? _opened;

    private FileInput(string path, MediaKind kind, MediaFormat? format, long length, FileStream opened, bool isTemporary)
        : base(path, kind, length, format)
    {
        _opened = opened;
        _isTemporary = isTemporary;
    }

    /// <param name="path">The full path.</param>
    /// <param name="kind">What to send it as; null to tell by its first bytes.</param>
    /// <param name="limits">What the service takes.</param>
    /// <param name="isTemporary">True where the file's name and time mean nothing: it is known by its content.</param>
    public static FileInput Create(string path, MediaKind? kind, ServiceLimits limits, bool isTemporary = false)
    {
        FileStream? file = null;
        FileInput? input = null;
        try
        {
            file = OpenStream(path);
            long length = file.Length;
            EnsureContent(length, path);
            MediaFormat? format = ReadFormat(file);
            return input = new FileInput(path, kind ?? KindOf(format, path, limits), format, length, file, isTemporary);
        }
        catch (Exception e) when (ReadFailure.Is(e))
        {
            throw ReadFailure.Error(e, path);
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
            var now = new FileInfo(Source);
            if (opened is not null && now.Exists && now.Length == Length)
            {
                return new InputContent(this, opened, start: 0, Length, ownsStream: true);
            }

            // What has been taken away or written anew since then is sent as it is now.
            opened?.Dispose();
            FileStream file = OpenStream(Source);
            return new InputContent(this, file, start: 0, file.Length, ownsStream: true);
        }
        catch (Exception e) when (ReadFailure.Is(e))
        {
            throw ReadFailure.Error(e, Source, this);
        }
    }

    public override void Release() => Interlocked.Exchange(ref _opened, null)?.Dispose();

    protected override void WriteIdentity(Utf8JsonWriter json)
    {
        if (_isTemporary)
        {
            WriteContentIdentity(json);
            return;
        }

        json.WriteString("path", Source);
        json.WriteNumber("size", Length);
        json.WriteString("modified", File.GetLastWriteTimeUtc(Source));
    }

    // No buffer: blocks are larger than any that FileStream would make. Nobody is kept from moving the file away or deleting it.
    private static FileStream OpenStream(string path)
    {
#if NET
        UnixFile.EnsureRegular(path);
#endif
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1);
    }
}
