using System.Text.Json;

namespace Clarifai;

/// <summary>
/// Texts that a connection hears again and again, such as the names of concepts: one that is here is not made again. Of two texts that
/// share a place, the last one has it. Safe for use by many threads.
/// </summary>
internal sealed class TextPool
{
    private const int Places = 1 << 13;

    private readonly string?[] _texts = new string?[Places];

    /// <summary>The string that the reader stands at.</summary>
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
