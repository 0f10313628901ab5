using System.Security.Cryptography;
using System.Text;

namespace Clarifai.Local.Hosting;

/// <summary>The key of a run: the first line of a stream, of printable characters.</summary>
internal static class KeyLine
{
    public const int MinimumLength = 32;

    private const int MaximumLength = 1024;

    // Windows PowerShell writes one when its console speaks UTF-8.
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <summary>What is said of a key that is none.</summary>
    public static string Rule => $"{MinimumLength} printable characters or more, without spaces";

    public static string NewKey() => RandomNumberGenerator.GetHexString(2 * MinimumLength, lowercase: true);

    /// <summary>Reads the key and nothing behind its line; null where the line is not one.</summary>
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

        ReadOnlySpan<byte> key = [.. line];
        if (key.StartsWith(ByteOrderMark))
        {
            key = key[ByteOrderMark.Length..];
        }

        key = key.TrimEnd((byte)'\r');
        return key.Length >= MinimumLength && !key.ContainsAnyExceptInRange((byte)'!', (byte)'~') ? Encoding.ASCII.GetString(key) : null;
    }
}
