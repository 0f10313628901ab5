using System.Buffers;
using System.Buffers.Text;

namespace Clarifai.Local.Protocol;

/// <summary>
/// Decodes base64 strings as their pieces arrive, all of them into one pooled buffer. They may use the URL-safe alphabet and lack padding,
/// as in the JSON format of protocol buffers.
/// </summary>
/// <param name="capacity">The expected number of bytes.</param>
internal sealed class Base64Store(int capacity) : IDisposable
{
    private const int GroupLength = 4;
    private static readonly SearchValues<byte> Special = SearchValues.Create(" \t\r\n-_"u8);

    private readonly PooledBytes _decoded = new(capacity);
    private readonly List<(int Start, int Length)?> _texts = [];

    // The last group of a string may be padded, so it is kept until it is known to be the last.
    private readonly byte[] _waiting = new byte[GroupLength];
    private int _waitingLength;
    private int _start;
    private bool _isValid;

    public void BeginText()
    {
        _start = _decoded.Length;
        _waitingLength = 0;
        _isValid = true;
    }

    public void Append(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty && _isValid)
        {
            int end = text.IndexOfAny(Special);
            AppendGroups(end < 0 ? text : text[..end]);
            if (end < 0)
            {
                return;
            }

            AppendGroups(text[end] switch
            {
                (byte)'-' => "+"u8,
                (byte)'_' => "/"u8,
                _ => [],
            });
            text = text[(end + 1)..];
        }
    }

    /// <summary>Ends the string.</summary>
    /// <returns>Its index; null for an empty string, which the protocol treats as missing.</returns>
    public int? EndText()
    {
        if (_isValid)
        {
            PadWaiting();
            Decode(_waiting.AsSpan(0, _waitingLength), isLast: true);
        }

        if (_isValid && _decoded.Length == _start)
        {
            return null;
        }

        if (_isValid)
        {
            _texts.Add((_start, _decoded.Length - _start));
        }
        else
        {
            _decoded.Length = _start;
            _texts.Add(null);
        }

        return _texts.Count - 1;
    }

    /// <summary>The content of a string.</summary>
    /// <exception cref="InputRejectedException">The string is not base64.</exception>
    public ReadOnlyMemory<byte> this[int index] => _texts.ElementAtOrDefault(index) is var (start, length)
        ? _decoded.Memory.Slice(start, length)
        : throw new InputRejectedException(StatusCodes.InputInvalidArgument, "The input's base64 is not valid.");

    public void Dispose() => _decoded.Dispose();

    private void PadWaiting()
    {
        if (_waitingLength is 2 or 3 && !_waiting.AsSpan(0, _waitingLength).Contains((byte)'='))
        {
            _waiting.AsSpan(_waitingLength).Fill((byte)'=');
            _waitingLength = GroupLength;
        }
    }

    private void AppendGroups(ReadOnlySpan<byte> text)
    {
        if (_waitingLength > 0)
        {
            int taken = Math.Min(GroupLength - _waitingLength, text.Length);
            text[..taken].CopyTo(_waiting.AsSpan(_waitingLength));
            _waitingLength += taken;
            text = text[taken..];
            if (text.IsEmpty)
            {
                return;
            }

            Decode(_waiting, isLast: false);
        }

        int whole = Math.Max(0, text.Length - 1) / GroupLength * GroupLength;
        Decode(text[..whole], isLast: false);
        text[whole..].CopyTo(_waiting);
        _waitingLength = text.Length - whole;
    }

    private void Decode(ReadOnlySpan<byte> groups, bool isLast)
    {
        Span<byte> target = _decoded.GetSpan(Base64.GetMaxDecodedFromUtf8Length(groups.Length));
        OperationStatus status = Base64.DecodeFromUtf8(groups, target, out _, out int written, isLast);
        _decoded.Length += written;
        _isValid &= status == OperationStatus.Done;
    }
}
