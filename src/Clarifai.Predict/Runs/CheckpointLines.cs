namespace Clarifai;

/// <summary>Reads the lines of a checkpoint one after another; a line is in memory until the next one is read.</summary>
/// <param name="file">The file, at its beginning.</param>
internal sealed class CheckpointLines(Stream file)
{
    private byte[] _buffer = new byte[1 << 20];
    private int _start;
    private int _next;
    private int _filled;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The current line, without its line break.</summary>
    public ReadOnlySpan<byte> Line => _buffer.AsSpan(_start, _next - _start - 1);

    /// <summary>Where the current line begins.</summary>
    public long Position => End - (_next - _start);

    /// <summary>Where the current line ends, including its line break.</summary>
    public long End { get; private set; }

    /// <summary>The number of the current line, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>What follows the last line break: a line that is still being written, or was cut off.</summary>
    public ReadOnlySpan<byte> Rest => _buffer.AsSpan(_next, _filled - _next);

    /// <summary>Opens a checkpoint for reading. A run may be writing it.</summary>
    public static FileStream Open(string path)
    {
#if NET
        UnixFile.EnsureRegular(path);
        return UnixFile.OpenShared(path);
#else
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
#endif
    }

    /// <returns>False if there is no further line.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public bool Read()
    {
        int searched = _next;
        int end;
        while ((end = Array.IndexOf(_buffer, (byte)'\n', searched, _filled - searched)) < 0)
        {
            searched = _filled - _next;
            if (!Fill())
            {
                return false;
            }
        }

        _start = _next;
        _next = end + 1;
        End += _next - _start;
        Number++;
        return true;
    }

    // Moves what is left to the beginning of the buffer and reads on.
    private bool Fill()
    {
        Buffer.BlockCopy(_buffer, _next, _buffer, 0, _filled - _next);
        _filled -= _next;
        _start = _next = 0;
        if (_filled == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        int read = file.Read(_buffer, _filled, _buffer.Length - _filled);
        _filled += read;
        if (End == 0 && Rest.StartsWith(ByteOrderMark))
        {
            End = _next = ByteOrderMark.Length;
        }

        return read > 0;
    }
}
