namespace Clarifai.Tests;

/// <summary>A stream that can only be read on, a little at a time, like a pipe.</summary>
internal sealed class ForwardStream : MemoryStream
{
    public ForwardStream(byte[] content)
        : base(content)
    {
    }

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 1000));

    public override long Seek(long offset, SeekOrigin loc) => throw new NotSupportedException();
}
