using System.Security.Cryptography;
using System.Text;

namespace Clarifai.Local.Hosting;

/// <summary>The key of a run: the first line of a stream, of printable characters.</summary>
internal static class KeyLine
{
    public const int MinimumLength = 32;

    private const int MaximumLength = 1024;

    /// <summary>The rule for keys, for error messages.</summary>
    public static string Rule => $"{MinimumLength} printable characters or more, without spaces";

    public static string NewKey() => RandomNumberGenerator.GetHexString(2 * MinimumLength, lowercase: true);

    /// <summary>Reads the key and nothing after its line; null if the line is not a key.</summary>
    public static string? Read(Stream stream)
    {
        List<byte> line = [];
        int next;
        while ((next = stream.ReadByte()) is not ('\n' or -1))
        {
            line.Add((byte)next);
            if (line.Count > MaximumLength)
            {
                return null;
            }
        }

        // Windows PowerShell writes a byte order mark if its console uses UTF-8.
        ReadOnlySpan<byte> key = Utf8Text.WithoutMark([.. line]).TrimEnd((byte)'\r');
        return key.Length >= MinimumLength && !key.ContainsAnyExceptInRange((byte)'!', (byte)'~') ? Encoding.ASCII.GetString(key) : null;
    }
}
