namespace Clarifai.Tests;

/// <summary>A stream on a disk that cannot be read behind a certain byte.</summary>
internal sealed class BrokenStream : MemoryStream
{
    private readonly long _readable;

    public BrokenStream(byte[] content, long readable)
        : base(content) => _readable = readable;

    public override int Read(byte[] buffer, int offset, int count) => Position < _readable
        ? base.Read(buffer, offset, (int)Math.Min(count, _readable - Position))
        : throw new IOException("Input/output error");
}
