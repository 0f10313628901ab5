using System.Text.Json;

namespace Clarifai;

internal sealed class StreamInput : PredictInput
{
    private readonly Stream _stream;
    private readonly long _start;
    private readonly long _length;

    private StreamInput(Stream stream, string source, MediaKind kind, MediaFormat? format)
        : base(source, kind, format)
    {
        _stream = stream;
        _start = stream.Position;
        _length = stream.Length - stream.Position;
    }

    public override long Length => _length;

    public static StreamInput Create(Stream content, string source, MediaKind? kind, ServiceLimits limits)
    {
        try
        {
            Stream seekable = content.CanSeek ? content : Buffer(content, source, limits);
            byte[] header = ReadHeader(seekable);
            MediaFormat? format = MediaSniffer.Sniff(header);
            return new StreamInput(seekable, source, kind ?? KindOf(format, header.Length, source), format);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or NotSupportedException)
        {
            throw new ClarifaiException(ErrorId.FileReadFailed, $"'{source}' could not be read: {e.Message}", e);
        }
    }

    internal override InputContent Open()
    {
        try
        {
            _stream.Position = _start;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            throw new ClarifaiInputException(this, ErrorId.FileReadFailed, $"'{Source}' could not be read: {e.Message}", e);
        }

        return new InputContent(this, _stream, _length, ownsStream: false);
    }

    internal override void WriteIdentity(Utf8JsonWriter json) => WriteContentIdentity(json);

    private static byte[] ReadHeader(Stream stream)
    {
        long start = stream.Position;
        byte[] header = new byte[Math.Min(MediaSniffer.HeaderLength, stream.Length - start)];
        int filled = 0;
        int read;
        while (filled < header.Length && (read = stream.Read(header, filled, header.Length - filled)) > 0)
        {
            filled += read;
        }

        stream.Position = start;
        return header;
    }

    private static MemoryStream Buffer(Stream content, string source, ServiceLimits limits)
    {
        var buffered = new MemoryStream();
        byte[] block = new byte[81920];
        int read;
        while ((read = content.Read(block, 0, block.Length)) > 0)
        {
            if (buffered.Length + read > limits.MaximumVideoBytes)
            {
                throw new ClarifaiException(
                    ErrorId.FileTooLarge,
                    $"'{source}' has more than the {limits.MaximumVideoBytes:N0} bytes that are held in memory for a stream that cannot "
                    + "seek.");
            }

            buffered.Write(block, 0, read);
        }

        buffered.Position = 0;
        return buffered;
    }
}
