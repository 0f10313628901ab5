using System.Buffers;
using System.Globalization;
using System.Text;

namespace Clarifai.Local.Protocol;

/// <summary>
/// Splits a request's JSON, piece by piece as it arrives, into the values of members named base64, which are decoded immediately, and the
/// rest, in which each value is replaced by a number, or an empty string if it was empty. Its reader parses the rest and checks that it is
/// JSON.
/// </summary>
internal sealed class BodySplitter(PooledBytes rest, Base64Store contents)
{
    private const int EscapedLength = 4;
    private static readonly byte[] Name = [.. "base64"u8];
    private static readonly SearchValues<byte> StringEnds = SearchValues.Create("\"\\"u8);

    private static ReadOnlySpan<byte> NoBase64 => "?"u8;

    private readonly byte[] _hexadecimal = new byte[EscapedLength];
    private int _hexadecimalLength;
    private State _state = State.Between;

    // How much of the member's name the string has matched so far; negative once it cannot match.
    private int _matched;

    private enum State
    {
        Between,
        Text,
        TextEscape,
        AfterName,
        AfterColon,
        Content,
        ContentEscape,
        ContentHexadecimal,
    }

    public void Append(ReadOnlySpan<byte> piece)
    {
        while (!piece.IsEmpty)
        {
            int taken = _state switch
            {
                State.Between => SkipBetween(piece),
                State.Text => SkipText(piece),
                State.TextEscape => SkipEscape(piece),
                State.AfterName or State.AfterColon => FollowName(piece),
                State.Content => TakeContent(piece),
                State.ContentEscape => TakeEscape(piece[0]),
                _ => TakeHexadecimal(piece[0]),
            };
            piece = piece[taken..];
        }
    }

    private int SkipBetween(ReadOnlySpan<byte> piece)
    {
        int quote = piece.IndexOf((byte)'"');
        if (quote < 0)
        {
            return Keep(piece);
        }

        _state = State.Text;
        _matched = 0;
        return Keep(piece[..(quote + 1)]);
    }

    private int SkipText(ReadOnlySpan<byte> piece)
    {
        int end = piece.IndexOfAny(StringEnds);
        Match(end < 0 ? piece : piece[..end]);
        if (end < 0)
        {
            return Keep(piece);
        }

        _state = piece[end] == '\\' ? State.TextEscape : _matched == Name.Length ? State.AfterName : State.Between;
        return Keep(piece[..(end + 1)]);
    }

    private int SkipEscape(ReadOnlySpan<byte> piece)
    {
        _state = State.Text;
        _matched = -1;
        return Keep(piece[..1]);
    }

    private void Match(ReadOnlySpan<byte> text)
    {
        if (_matched >= 0)
        {
            _matched = Name.AsSpan(_matched).StartsWith(text) ? _matched + text.Length : -1;
        }
    }

    // A string "base64" is a member's name only if a colon follows.
    private int FollowName(ReadOnlySpan<byte> piece)
    {
        byte next = piece[0];
        if (next == ':' && _state == State.AfterName)
        {
            _state = State.AfterColon;
        }
        else if (next == '"' && _state == State.AfterColon)
        {
            _state = State.Content;
            contents.BeginText();
            return 1;
        }
        else if (next is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
        {
            _state = State.Between;
            return 0;
        }

        return Keep(piece[..1]);
    }

    private int TakeContent(ReadOnlySpan<byte> piece)
    {
        int end = piece.IndexOfAny(StringEnds);
        contents.Append(end < 0 ? piece : piece[..end]);
        if (end < 0)
        {
            return piece.Length;
        }

        if (piece[end] == '\\')
        {
            _state = State.ContentEscape;
        }
        else
        {
            _state = State.Between;
            rest.Append(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\"{contents.EndText()}\"")));
        }

        return end + 1;
    }

    // Some JSON writers escape the '/' and '+' of base64. Other characters must not be mistaken for base64.
    private int TakeEscape(byte escaped)
    {
        _hexadecimalLength = 0;
        _state = escaped == 'u' ? State.ContentHexadecimal : State.Content;
        if (escaped != 'u')
        {
            contents.Append(escaped switch
            {
                (byte)'/' => "/"u8,
                (byte)'n' or (byte)'r' or (byte)'t' => " "u8,
                _ => NoBase64,
            });
        }

        return 1;
    }

    private int TakeHexadecimal(byte digit)
    {
        _hexadecimal[_hexadecimalLength++] = digit;
        if (_hexadecimalLength == EscapedLength)
        {
            _state = State.Content;
            bool isNumber = int.TryParse(_hexadecimal, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int character);
            contents.Append(isNumber && character <= sbyte.MaxValue ? [(byte)character] : NoBase64);
        }

        return 1;
    }

    private int Keep(ReadOnlySpan<byte> piece)
    {
        rest.Append(piece);
        return piece.Length;
    }
}
