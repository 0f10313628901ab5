using System.Text.Json;

namespace Clarifai;

internal sealed class FileInput : PredictInput
{
    private readonly long _length;
    private readonly bool _isTemporary;

    private FileInput(string path, MediaKind kind, MediaFormat? format, long length, bool isTemporary)
        : base(path, kind, format)
    {
        _length = length;
        _isTemporary = isTemporary;
    }

    public override long Length => _length;

    /// <param name="path">The full path.</param>
    /// <param name="kind">What to send it as; null to tell by its first bytes.</param>
    /// <param name="isTemporary">True where the file's name and time mean nothing: it is known by its content.</param>
    public static FileInput Create(string path, MediaKind? kind, bool isTemporary = false)
    {
        using FileStream file = OpenFile(path, (id, message, e) => new ClarifaiException(id, message, e));
        byte[] header = new byte[MediaSniffer.HeaderLength];
        int read;
        long length;
        try
        {
            // First the length: a pipe, which has none, would be waited for.
            length = file.Length;
            read = file.Read(header, 0, header.Length);
        }
        catch (Exception e) when (e is IOException or NotSupportedException)
        {
            throw new ClarifaiException(ErrorId.FileReadFailed, $"'{path}' could not be read: {e.Message}", e);
        }

        MediaFormat? format = MediaSniffer.Sniff(header.AsSpan(0, read));
        return new FileInput(path, kind ?? KindOf(format, read, path), format, length, isTemporary);
    }

    internal override InputContent Open()
    {
        FileStream file = OpenFile(Source, (id, message, e) => new ClarifaiInputException(this, id, message, e));
        return new InputContent(this, file, file.Length, ownsStream: true);
    }

    internal override void WriteIdentity(Utf8JsonWriter json)
    {
        if (_isTemporary)
        {
            WriteContentIdentity(json);
            return;
        }

        json.WriteString("path", Source);
        json.WriteNumber("size", _length);
        json.WriteString("modified", File.GetLastWriteTimeUtc(Source));
    }

    // No buffer: blocks are larger than any that FileStream would make.
    private static FileStream OpenFile(string path, Func<ErrorId, string, Exception, ClarifaiException> error)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw error(ErrorId.FileNotFound, $"There is no file '{path}'.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw Directory.Exists(path)
                ? error(ErrorId.PathIsDirectory, $"'{path}' is a folder. For the files in it: {Path.Combine(path, "*")}", e)
                : error(ErrorId.FileAccessDenied, $"'{path}' may not be read: access is denied.", e);
        }
        catch (Exception e) when (e is IOException or NotSupportedException or ArgumentException)
        {
            throw error(ErrorId.FileReadFailed, $"'{path}' could not be opened: {e.Message}", e);
        }
    }
}
