namespace Clarifai.Tests;

/// <summary>A stream on a disk that cannot be read behind a certain byte.</summary>
internal sealed class BrokenStream : MemoryStream
{
    private readonly long _readable;
    private readonly Func<Task>? _beforeFailing;

    public BrokenStream(byte[] content, long readable, Func<Task>? beforeFailing = null)
        : base(content)
    {
        _readable = readable;
        _beforeFailing = beforeFailing;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (Position < _readable)
        {
            return base.Read(buffer, offset, (int)Math.Min(count, _readable - Position));
        }

        _beforeFailing?.Invoke().GetAwaiter().GetResult();
        throw new IOException("Input/output error");
    }
}
