namespace Clarifai;

/// <summary>The opened content of one input: exactly <see cref="Length"/> bytes are read from it, or the request is aborted.</summary>
internal sealed class InputContent(PredictInput input, Stream stream, long start, long length, bool ownsStream) : IDisposable
{
    public long Length => length;

    /// <summary>The content itself; it is closed with this object, unless it is the caller's own.</summary>
    public Stream Stream => stream;

    /// <summary>Goes to the first byte: the same stream may be there twice, and a transport may send a request twice.</summary>
    /// <exception cref="ClarifaiInputException">The content cannot be read (FileReadFailed).</exception>
    public void Rewind()
    {
        try
        {
            stream.Position = start;
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
            filled = stream.Fill(buffer, count);
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

    /// <summary>Makes sure that nothing follows.</summary>
    /// <exception cref="ClarifaiInputException">The content has grown (FileReadFailed).</exception>
    public void ExpectEnd()
    {
        if (ownsStream && stream.Length != length)
        {
            throw Changed("has another length");
        }
    }

    public void Dispose()
    {
        if (ownsStream)
        {
            stream.Dispose();
        }
    }

    private ClarifaiInputException Changed(string how) => new(
        input,
        ErrorId.FileReadFailed,
        $"'{input.Source}' {how} than the {length:N0} bytes it had when it was opened: it was changed while it was sent.");
}
