namespace Clarifai;

/// <summary>The content of one input: exactly <see cref="Length"/> bytes are read from it, or the request is aborted.</summary>
/// <param name="input">The input.</param>
/// <param name="stream">The content, if it is open.</param>
/// <param name="start">Its first byte.</param>
/// <param name="length">Its length in bytes.</param>
/// <param name="open">Opens it when it is read; null for the caller's own stream.</param>
internal sealed class InputContent(PredictInput input, Stream? stream, long start, long length, Func<Stream>? open = null) : IDisposable
{
    public long Length => length;

    /// <summary>The content itself; it is closed with this object, unless it belongs to the caller.</summary>
    public Stream Stream => stream ??= open!();

    /// <summary>Seeks to the first byte: the same stream may appear twice, and a transport may send a request twice.</summary>
    /// <exception cref="ClarifaiInputException">The content cannot be opened or read.</exception>
    public void Rewind()
    {
        try
        {
            Stream.Position = start;
        }
        catch (Exception e) when (ReadFailure.Is(e))
        {
            throw ReadFailure.Error(e, input.Source, input);
        }
    }

    /// <summary>Fills the block, which is never longer than the rest.</summary>
    /// <exception cref="ClarifaiInputException">The content ended early or cannot be read (FileReadFailed).</exception>
    public void ReadExactly(byte[] buffer, int count)
    {
        int filled;
        try
        {
            filled = Stream.Fill(buffer, count);
        }
        catch (Exception e) when (ReadFailure.Is(e))
        {
            throw ReadFailure.Error(e, input.Source, input);
        }

        if (filled < count)
        {
            throw Changed("is shorter than");
        }
    }

    /// <summary>Checks that nothing follows, and closes the content.</summary>
    /// <exception cref="ClarifaiInputException">The content has grown (FileReadFailed).</exception>
    public void ExpectEnd()
    {
        if (open is not null && Stream.Length != length)
        {
            throw Changed("no longer has");
        }

        Dispose();
    }

    public void Dispose()
    {
        if (open is not null)
        {
            stream?.Dispose();
            stream = null;
        }
    }

    private ClarifaiInputException Changed(string how) => new(
        input,
        ErrorId.FileReadFailed,
        $"'{input.Source}' {how} the {length:N0} bytes it had when it was opened: it changed while it was being sent.");
}
