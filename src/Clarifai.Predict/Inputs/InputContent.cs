namespace Clarifai;

/// <summary>The content of one input: exactly <see cref="Length"/> bytes are read from it, or the request is aborted.</summary>
/// <param name="input">The input.</param>
/// <param name="stream">The content, if it is open.</param>
/// <param name="start">Its first byte.</param>
/// <param name="length">Its length in bytes.</param>
/// <param name="open">Opens it when it is read; null for the caller's own stream.</param>
internal sealed class InputContent(PredictInput input, Stream? stream, long start, long length, Func<Stream>? open = null) : IDisposable
{
    private long _left;

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
            _left = length;
        }
        catch (Exception e) when (ReadFailure.Is(e))
        {
            throw ReadFailure.Error(e, input.Source, input);
        }
    }

    /// <summary>Reads the next bytes, and closes the content at its end.</summary>
    /// <param name="block">Has room for one byte more.</param>
    /// <param name="count">How many: fewer are read only at the end.</param>
    /// <returns>The number of bytes read; 0 at the end.</returns>
    /// <exception cref="ClarifaiInputException">
    /// The content does not have the expected length or cannot be read (FileReadFailed).
    /// </exception>
    public int Read(byte[] block, int count)
    {
        if (_left == 0)
        {
            return 0;
        }

        // A file that has grown has a byte after its end.
        bool isLast = _left <= count;
        count = (int)Math.Min(_left, count);
        int filled = 0;
        try
        {
            while (filled < count && Stream.Read(block, filled, count - filled + (isLast && open is not null ? 1 : 0)) is > 0 and int read)
            {
                filled += read;
            }
        }
        catch (Exception e) when (ReadFailure.Is(e))
        {
            throw ReadFailure.Error(e, input.Source, input);
        }

        if (filled != count)
        {
            throw new ClarifaiInputException(
                input,
                ErrorId.FileReadFailed,
                $"'{input.Source}' {(filled < count ? "is shorter than" : "no longer has")} the {length:N0} bytes it had when it was "
                + "opened: it changed while it was being sent.");
        }

        _left -= count;
        if (isLast)
        {
            Dispose();
        }

        return count;
    }

    public void Dispose()
    {
        if (open is not null)
        {
            stream?.Dispose();
            stream = null;
        }
    }
}
