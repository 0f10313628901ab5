using System.Buffers;

namespace Clarifai.Local.Protocol;

/// <summary>A growing byte buffer in a pooled array.</summary>
internal sealed class PooledBytes(int capacity) : IDisposable
{
    // The contents of the largest body are shorter.
    private const int LargestKept = 128 * 1024 * 1024;
    private const int KeptOfEachLength = 64;

    // The shared pool keeps an array for every thread that ever used one. This pool keeps as many as there were concurrent bodies, which
    // the memory limit allows for.
    private static readonly ArrayPool<byte> Pool = ArrayPool<byte>.Create(LargestKept, KeptOfEachLength);

    private byte[] _array = Pool.Rent(capacity);

    public int Length { get; set; }

    public ReadOnlySpan<byte> Span => _array.AsSpan(0, Length);

    public ReadOnlyMemory<byte> Memory => _array.AsMemory(0, Length);

    /// <summary>The space after the last byte; data written there counts once <see cref="Length"/>is increased.</summary>
    public Span<byte> GetSpan(int size)
    {
        if (size > _array.Length - Length)
        {
            int twice = (int)Math.Min(_array.Length * 2L, Array.MaxLength);
            byte[] larger = Pool.Rent(Math.Max(checked(Length + size), twice));
            Span.CopyTo(larger);
            Pool.Return(_array);
            _array = larger;
        }

        return _array.AsSpan(Length, size);
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        Length += bytes.Length;
    }

    public void Dispose()
    {
        Pool.Return(_array);
        _array = [];
        Length = 0;
    }
}
