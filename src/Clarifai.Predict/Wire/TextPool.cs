using System.Text.Json;

namespace Clarifai;

/// <summary>
/// Interns texts that a connection receives repeatedly, such as the names of concepts. If two texts share a slot, the last one occupies it.
/// Thread-safe.
/// </summary>
internal sealed class TextPool
{
    private const int Places = 1 << 13;

    private readonly string?[] _texts = new string?[Places];

    /// <summary>The string at the reader's position.</summary>
    public string Read(ref Utf8JsonReader json)
    {
        uint hash = 0;
        foreach (byte value in json.ValueSpan)
        {
            hash = (hash * 31) + value;
        }

        ref string? place = ref _texts[hash % Places];
        return place is { } known && json.ValueTextEquals(known) ? known : place = json.GetString()!;
    }
}
