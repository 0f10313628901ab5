namespace Clarifai;

/// <summary>The content of one input: exactly <see cref="Length"/> bytes are read from it, or the request is aborted.</summary>
/// <param name="input">The input.</param>
/// <param name="stream">The content, where it is open.</param>
/// <param name="start">Its first byte.</param>
/// <param name="length">Its bytes.</param>
/// <param name="open">Opens it when it is read; null where it is the caller's own stream.</param>
internal sealed class InputContent(PredictInput input, Stream? stream, long start, long length, Func<Stream>? open = null) : IDisposable
{
    public long Length => length;

    /// <summary>The content itself; it is closed with this object, unless it is the caller's own.</summary>
    public Stream Stream => stream ??= open!();

    /// <summary>Goes to the first byte: the same stream may be there twice, and a transport may send a request twice.</summary>
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

    /// <summary>Fills the block, which is never longer than what is left.</summary>
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
            throw Changed("is shorter");
        }
    }

    /// <summary>Makes sure that nothing follows, and closes the content.</summary>
    /// <exception cref="ClarifaiInputException">The content has grown (FileReadFailed).</exception>
    public void ExpectEnd()
    {
        if (open is not null && Stream.Length != length)
        {
            throw Changed("has another length");
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
        $"'{input.Source}' {how} than the {length:N0} bytes it had when it was opened: it was changed while it was sent.");
}
