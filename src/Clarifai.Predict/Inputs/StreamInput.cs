using System.Text.Json;

namespace Clarifai;

internal sealed class StreamInput : PredictInput
{
    private readonly Stream _stream;
    private readonly long _start;

    private StreamInput(Stream stream, string source, MediaKind kind, MediaFormat? format)
        : base(source, kind, stream.Length - stream.Position, format)
    {
        _stream = stream;
        _start = stream.Position;
    }

    public static StreamInput Create(Stream content, string source, MediaKind? kind, ServiceLimits limits)
    {
        try
        {
            Stream seekable = content.CanSeek ? content : Hold(content, source, limits.MaximumVideoBytes);
            long start = seekable.Position;
            EnsureContent(seekable.Length - start, source);
            MediaFormat? format = ReadFormat(seekable);
            seekable.Position = start;
            return new StreamInput(seekable, source, kind ?? KindOf(format, source, limits), format);
        }
        catch (Exception e) when (ReadFailure.Is(e))
        {
            throw ReadFailure.Error(e, source);
        }
    }

    public override InputContent Open() => new(this, _stream, _start, Length);

    protected override void WriteIdentity(Utf8JsonWriter json) => WriteContentIdentity(json);

    // Read on the caller's thread: a stream implemented in a script runs on no other thread.
    private static MemoryStream Hold(Stream content, string source, long limit)
    {
        var held = new MemoryStream();
        bool isWhole = held.TryFillAsync(block => Task.FromResult(content.Read(block, 0, block.Length)), limit).GetAwaiter().GetResult();
        held.Position = 0;
        return isWhole ? held : throw new ClarifaiException(
            ErrorId.FileTooLarge, $"'{source}' exceeds the {limit:N0} bytes that are held in memory for a stream that cannot seek.");
    }
}
