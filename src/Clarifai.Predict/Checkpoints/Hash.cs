using System.Globalization;
using System.Security.Cryptography;

namespace Clarifai;

/// <summary>SHA-256, as bytes and as text.</summary>
internal static class Hash
{
    public static byte[] Of(ReadOnlySpan<byte> bytes)
    {
#if NET
        return SHA256.HashData(bytes);
#else
        using var sha = SHA256.Create();
        return sha.ComputeHash(bytes.ToArray());
#endif
    }

    /// <exception cref="ClarifaiInputException">The content cannot be read.</exception>
    public static byte[] Of(InputContent content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] block = new byte[81920];
        for (long left = content.Length; left > 0;)
        {
            int count = (int)Math.Min(left, block.Length);
            content.ReadExactly(block, count);
            hash.AppendData(block, 0, count);
            left -= count;
        }

        return hash.GetHashAndReset();
    }

    public static string Text(byte[] hash) => string.Concat(hash.Select(value => value.ToString("x2", CultureInfo.InvariantCulture)));
}
