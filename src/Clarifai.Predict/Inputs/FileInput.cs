using System.Text.Json;

namespace Clarifai;

internal sealed class FileInput : PredictInput
{
    private readonly bool _isTemporary;

    private FileInput(string path, MediaKind kind, MediaFormat? format, long length, bool isTemporary)
        : base(path, kind, length, format) => _isTemporary = isTemporary;

    /// <param name="path">The full path.</param>
    /// <param name="kind">What to send it as; null to tell by its first bytes.</param>
    /// <param name="limits">What the service takes.</param>
    /// <param name="isTemporary">True where the file's name and time mean nothing: it is known by its content.</param>
    public static FileInput Create(string path, MediaKind? kind, ServiceLimits limits, bool isTemporary = false)
    {
        try
        {
            using FileStream file = OpenStream(path);

            // First the length: a pipe, which has none, would be waited for.
            long length = file.Length;
            MediaFormat? format = ReadFormat(file);
            return new FileInput(path, kind ?? KindOf(format, length, path, limits), format, length, isTemporary);
        }
        catch (Exception e) when (ReadFailure.Is(e))
        {
            throw ReadFailure.Error(e, path);
        }
    }

    public override InputContent Open()
    {
        try
        {
            FileStream file = OpenStream(Source);
            return new InputContent(this, file, start: 0, file.Length, ownsStream: true);
        }
        catch (Exception e) when (ReadFailure.Is(e))
        {
            throw ReadFailure.Error(e, Source, this);
        }
    }

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

    // No buffer: blocks are larger than any that FileStream would make.
    private static FileStream OpenStream(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.SequentialScan);
}
