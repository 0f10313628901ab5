using System.Globalization;
using System.Text.Json;

namespace Clarifai;

/// <summary>
/// Lenient reading: values that are missing, null or of an unexpected kind count as missing, and numbers may be strings. Names are looked
/// up as UTF-8, as in the answer.
/// </summary>
internal static class JsonElementExtensions
{
    public static JsonElement Find(this JsonElement element, ReadOnlySpan<byte> name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) ? value : default;

    public static JsonElement Find(this JsonElement element, ReadOnlySpan<byte> name, ReadOnlySpan<byte> inner) =>
        element.Find(name).Find(inner);

    public static string? FindText(this JsonElement element, ReadOnlySpan<byte> name) => element.Find(name).AsText();

    /// <returns>Null for an empty text too.</returns>
    public static string? FindFilled(this JsonElement element, ReadOnlySpan<byte> name) =>
        element.FindText(name) is { Length: > 0 } text ? text : null;

    /// <returns>0 if there is no number: protocol buffers omit it.</returns>
    public static double FindNumber(this JsonElement element, ReadOnlySpan<byte> name) => element.Find(name).AsNumber() ?? 0;

    public static long FindInteger(this JsonElement element, ReadOnlySpan<byte> name)
    {
        JsonElement value = element.Find(name);
        if (value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out long integer))
        {
            return integer;
        }

        // 1e3 and "1000" are integers too.
        return value.AsNumber() is { } number and >= long.MinValue and < long.MaxValue ? (long)number : 0;
    }

    public static DateTimeOffset? FindTime(this JsonElement element, ReadOnlySpan<byte> name) => element.Find(name).AsTime();

    public static JsonElement.ArrayEnumerator FindItems(this JsonElement element, ReadOnlySpan<byte> name) => element.Find(name).Items();

    public static double? AsNumber(this JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetDouble(out double number) => Finite(number),
        JsonValueKind.String
            when double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => Finite(number),
        _ => null,
    };

    /// <returns>Null if it is not a number or out of range.</returns>
    public static double? Finite(double number) => double.IsNaN(number) || double.IsInfinity(number) ? null : number;

    public static DateTimeOffset? AsTime(this JsonElement value) => DateTimeOffset.TryParse(
        value.AsText(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
        ? time
        : null;

    public static string? AsText(this JsonElement value) => value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    /// <summary>The items of an array that are objects; empty if there is no array.</summary>
    public static IEnumerable<JsonElement> Objects(this JsonElement value) =>
        value.Items().Where(item => item.ValueKind is JsonValueKind.Object);

    /// <returns>An enumerator that is empty if there is no array.</returns>
    public static JsonElement.ArrayEnumerator Items(this JsonElement value) =>
        value.ValueKind is JsonValueKind.Array ? value.EnumerateArray() : default;
}
