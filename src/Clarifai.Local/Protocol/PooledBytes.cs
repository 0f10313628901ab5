using System.Buffers;

namespace Clarifai.Local.Protocol;

/// <summary>Bytes in a pooled array that grows with them.</summary>
internal sealed class PooledBytes(int capacity) : IDisposable
{
    // The largest body's contents are shorter.
    private const int LargestKept = 128 * 1024 * 1024;
    private const int KeptOfEachLength = 64;

    // The pool that everyone shares keeps an array for every thread that ever had one. This one has as many as there were bodies at once,
    // which are as many as memory is meant for.
    private static readonly ArrayPool<byte> Pool = ArrayPool<byte>.Create(LargestKept, KeptOfEachLength);

    private byte[] _array = Pool.Rent(capacity);

    public int Length { get; set; }

    public ReadOnlySpan<byte> Span => _array.AsSpan(0, Length);

    public ReadOnlyMemory<byte> Memory => _array.AsMemory(0, Length);

    /// <summary>Room behind the last byte; what is written there counts when <see cref="Length"/> is raised.</summary>
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
