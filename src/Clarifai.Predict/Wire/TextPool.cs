using System.Runtime.InteropServices;
using System.Text.Json;

namespace Clarifai;

/// <summary>
/// Interns texts that a connection receives repeatedly, such as the names of concepts. If two texts share a slot, the last one occupies it.
/// Thread-safe.
/// </summary>
internal sealed class TextPool
{
    private const int Places = 1 << 13;
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    private readonly string?[] _texts = new string?[Places];

    /// <summary>The string at the reader's position.</summary>
    public string Read(ref Utf8JsonReader json)
    {
        ref string? place = ref _texts[PlaceOf(json.ValueSpan)];
        return place is { } known && json.ValueTextEquals(known) ? known : place = json.GetString()!;
    }

    // Eight bytes at a time.
    private static int PlaceOf(ReadOnlySpan<byte> text)
    {
        ulong hash = (ulong)text.Length;
        for (; text.Length >= sizeof(ulong); text = text.Slice(sizeof(ulong)))
        {
            hash = (hash ^ MemoryMarshal.Read<ulong>(text)) * Multiplier;
            hash ^= hash >> 32;
        }

        foreach (byte value in text)
        {
            hash = (hash ^ value) * Multiplier;
        }

        return (int)((hash ^ (hash >> 32)) % Places);
    }
}
