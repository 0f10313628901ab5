using System.Runtime.InteropServices;
using System.Text.Json;

namespace Clarifai;

/// <summary>
/// Interns texts that a connection receives repeatedly, such as the names of concepts. If two texts share a slot, the last one occupies it.
/// Thread-safe.
/// </summary>
internal sealed class TextPool
{
    private const int PlaceBits = 13;

    private readonly Entry?[] _entries = new Entry?[1 << PlaceBits];

    /// <summary>The string at the reader's position.</summary>
    public string Read(ref Utf8JsonReader json)
    {
        ref Entry? place = ref _entries[PlaceOf(json.ValueSpan)];
        Entry? entry = place;
        if (entry is null || !json.ValueSpan.SequenceEqual(entry.Json))
        {
            place = entry = new Entry(json.ValueSpan.ToArray(), json.GetString()!);
        }

        return entry.Text;
    }

    // Beginning, end, and length tell the names of a vocabulary apart, and ids, which differ at the end.
    private static int PlaceOf(ReadOnlySpan<byte> text)
    {
        uint hash = (uint)text.Length;
        if (text.Length >= sizeof(uint))
        {
            hash += (MemoryMarshal.Read<uint>(text) * 31) + MemoryMarshal.Read<uint>(text.Slice(text.Length - sizeof(uint)));
        }

        return (int)((hash * 2654435769u) >> (32 - PlaceBits));
    }

    // A text as it is in JSON, and as a string.
    private sealed record Entry(byte[] Json, string Text);
}
