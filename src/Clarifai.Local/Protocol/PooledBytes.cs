using System.Buffers;

namespace Clarifai.Local.Protocol;

/// <summary>Bytes in a pooled array that grows with them.</summary>
internal sealed class PooledBytes(int capacity) : IDisposable
{
    private byte[] _array = ArrayPool<byte>.Shared.Rent(capacity);

    public int Length { get; set; }

    public ReadOnlySpan<byte> Span => _array.AsSpan(0, Length);

    public ReadOnlyMemory<byte> Memory => _array.AsMemory(0, Length);

    /// <summary>Room behind the last byte; what is written there counts when <see cref="Length"/> is raised.</summary>
    public Span<byte> GetSpan(int size)
    {
        if (size > _array.Length - Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(checked(Length + size), (int)Math.Min(_array.Length * 2L, Array.MaxLength)));
            Span.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_array);
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
        ArrayPool<byte>.Shared.Return(_array);
        _array = [];
        Length = 0;
    }
}
