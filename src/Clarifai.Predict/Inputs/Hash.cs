using System.Security.Cryptography;

namespace Clarifai;

/// <summary>SHA-256.</summary>
internal static class Hash
{
    private const int BlockLength = 81920;

#if NET
    public static byte[] Of(byte[] bytes) => SHA256.HashData(bytes);

    public static string Text(byte[] hash) => Convert.ToHexString(hash).ToLowerInvariant();
#else
    public static byte[] Of(byte[] bytes) => Of(new MemoryStream(bytes), bytes.Length);

    public static string Text(byte[] hash) => BitConverter.ToString(hash).Replace("-", "").ToLowerInvariant();
#endif

    public static byte[] Of(Stream content, long length)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] block = new byte[Math.Min(length, BlockLength)];
        while (content.Fill(block, block.Length) is > 0 and int count)
        {
            hash.AppendData(block, 0, count);
        }

        return hash.GetHashAndReset();
    }
}
