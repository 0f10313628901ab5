namespace Clarifai;

/// <summary>The opened content of one input: exactly <see cref="Length"/> bytes are read from it, or the request is aborted.</summary>
internal sealed class InputContent : IDisposable
{
    private readonly PredictInput _input;
    private readonly Stream _stream;
    private readonly long _start;
    private readonly bool _ownsStream;

    public InputContent(PredictInput input, Stream stream, long length, bool ownsStream)
    {
        _input = input;
        _stream = stream;
        _start = stream.Position;
        _ownsStream = ownsStream;
        Length = length;
    }

    public long Length { get; }

    /// <summary>The content itself, at its first byte; it is closed with this object, unless it is the caller's own.</summary>
    public Stream Stream => _stream;

    /// <summary>Goes to the first byte: the same stream may be there twice, and a transport may send a request twice.</summary>
    /// <exception cref="ClarifaiInputException">The content cannot be read (FileReadFailed).</exception>
    public void Rewind()
    {
        try
        {
            _stream.Position = _start;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or NotSupportedException)
        {
            throw new ClarifaiInputException(_input, ErrorId.FileReadFailed, $"'{_input.Source}' could not be read: {e.Message}", e);
        }
    }

    /// <summary>Fills the block, which is never longer than what is left.</summary>
    /// <exception cref="ClarifaiInputException">The content ended early or cannot be read (FileReadFailed).</exception>
    public void ReadExactly(byte[] buffer, int count)
    {
        int filled = 0;
        while (filled < count)
        {
            int read;
            try
            {
                read = _stream.Read(buffer, filled, count - filled);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException or NotSupportedException)
            {
                throw new ClarifaiInputException(_input, ErrorId.FileReadFailed, $"'{_input.Source}' could not be read: {e.Message}", e);
            }

            if (read == 0)
            {
                throw Changed("is shorter");
            }

            filled += read;
        }
    }

    /// <summary>Makes sure that nothing follows.</summary>
    /// <exception cref="ClarifaiInputException">The content has grown (FileReadFailed).</exception>
    public void ExpectEnd()
    {
        if (_ownsStream && _stream.Length != Length)
        {
            throw Changed("has another length");
        }
    }

    public void Dispose()
    {
        if (_ownsStream)
        {
            _stream.Dispose();
        }
    }

    private ClarifaiInputException Changed(string how) => new(
        _input,
        ErrorId.FileReadFailed,
        $"'{_input.Source}' {how} than the {Length:N0} bytes it had when it was opened: it was changed while it was sent.");
}
