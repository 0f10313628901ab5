using System.Text;

namespace Clarifai;

/// <summary>
/// Repairs the invalid JSON that some services send: invalid Unicode becomes U+FFFD, invalid numbers and values nested too deeply become
/// null, control characters in strings are escaped, and a byte order mark is removed. Other errors are not repaired.
/// </summary>
internal static class JsonRepair
{
    private const int MostDepth = 64;

    private static readonly string[] NoNumbers = ["NaN", "-NaN", "Infinity", "-Infinity"];

    public static byte[] Mend(byte[] body)
    {
        // Invalid UTF-8 becomes U+FFFD here; the byte order mark a character.
        string text = Encoding.UTF8.GetString(body).TrimStart('\uFEFF');
        var mended = new StringBuilder(text.Length);
        int depth = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char character = text[i];
            if (character == '"')
            {
                int start = mended.Length;
                i = CopyString(text, i, mended);
                mended.Length = depth > MostDepth ? start : mended.Length;
                continue;
            }

            if (character is '{' or '[' && ++depth == MostDepth + 1)
            {
                mended.Append("null");
            }

            if (depth <= MostDepth)
            {
                string? noNumber = Array.Find(NoNumbers, name => string.CompareOrdinal(text, i, name, 0, name.Length) == 0);
                mended.Append(noNumber is null ? character.ToString() : "null");
                i += noNumber?.Length - 1 ?? 0;
            }

            depth -= character is '}' or ']' ? 1 : 0;
        }

        return Encoding.UTF8.GetBytes(mended.ToString());
    }

    // From the quote at the position to the one that ends the string; lone surrogates become U+FFFD, literal or escaped.
    private static int CopyString(string text, int quote, StringBuilder mended)
    {
        mended.Append('"');
        int i = quote + 1;
        while (i < text.Length && text[i] != '"')
        {
            if (text[i] != '\\')
            {
                mended.Append(text[i] < ' ' ? $"\\u{(int)text[i]:x4}" : text[i].ToString());
                i++;
                continue;
            }

            int length = i + 1 < text.Length && text[i + 1] == 'u' ? 6 : 2;
            int end = Math.Min(text.Length, i + length);
            bool isPair = char.IsHighSurrogate(Escaped(text, i)) && char.IsLowSurrogate(Escaped(text, i + 6));
            if (isPair)
            {
                end = i + 12;
            }

            mended.Append(!isPair && char.IsSurrogate(Escaped(text, i)) ? "\\ufffd" : text.Substring(i, end - i));
            i = end;
        }

        mended.Append(i < text.Length ? "\"" : "");
        return i;
    }

    // The character of a six-character escape; another one if it is not such an escape.
    private static char Escaped(string text, int position)
    {
        if (position + 6 > text.Length || text[position] != '\\' || text[position + 1] != 'u')
        {
            return default;
        }

        int value = 0;
        for (int i = position + 2; i < position + 6; i++)
        {
            if (!Uri.IsHexDigit(text[i]))
            {
                return default;
            }

            value = (value * 16) + Uri.FromHex(text[i]);
        }

        return (char)value;
    }
}
