using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Clarifai.Local.Protocol;

/// <summary>
/// A member of a request's JSON. As in the JSON format of protocol buffers, null counts as missing, numbers may be texts, and names may be
/// camel case. A value of another kind than expected is an error.
/// </summary>
/// <param name="Value">The value; undefined if it is missing.</param>
/// <param name="Name">Its name, for messages.</param>
internal readonly record struct JsonMember(JsonElement Value, string Name)
{
    private const double HalfTrue = .5;

    public bool IsMissing => Value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    /// <summary>The elements of an array; none if it is missing.</summary>
    public IEnumerable<JsonMember> Items
    {
        get
        {
            string name = Name;
            return Is(JsonValueKind.Array) ? Value.EnumerateArray().Select(item => new JsonMember(item, $"An element of {name}")) : [];
        }
    }

    /// <summary>A text; null if it is missing or empty.</summary>
    public string? Text => Is(JsonValueKind.String) && Value.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>The JSON of an object; null if it is missing.</summary>
    public string? Object => Is(JsonValueKind.Object) ? Value.GetRawText() : null;

    public double? Number => Value.ValueKind == JsonValueKind.String
        ? double.TryParse(Value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? number
            : throw NotA("number")
        : Is(JsonValueKind.Number) ? Value.GetDouble() : null;

    /// <summary>True or false, also as a number from 0 to 1.</summary>
    public bool? Truth => Value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => Number >= HalfTrue ? true : Number is null ? null : false,
    };

    /// <summary>The name of the first member of an object that is not one of some; null if there is none.</summary>
    public string? FindOther(params string[] names) => Is(JsonValueKind.Object)
        ? Value.EnumerateObject().Select(member => member.Name).FirstOrDefault(
            name => !Array.Exists(names, known => known == name || ToCamelCase(known) == name))
        : null;

    /// <summary>A member of an object; missing if the object is.</summary>
    public JsonMember this[string name] => new(
        Is(JsonValueKind.Object)
        && (Value.TryGetProperty(name, out JsonElement value) || Value.TryGetProperty(ToCamelCase(name), out value))
            ? value
            : default,
        name);

    /// <summary>Reads a request's body; an empty one counts as missing.</summary>
    /// <exception cref="RequestRejectedException">It is not JSON, or a value has the wrong kind.</exception>
    public static T Read<T>(ReceivedBody body, Func<JsonMember, T> read)
    {
        const string name = "The request";
        byte[] json = Utf8Text.WithoutMark(body.Json).ToArray();
        try
        {
            if (json.Length == 0)
            {
                return read(new JsonMember(default, name));
            }

            using var document = JsonDocument.Parse(json);
            return read(new JsonMember(document.RootElement, name));
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or FormatException)
        {
            throw RequestRejectedException.Unreadable(malformed);
        }
    }

    private static string ToCamelCase(string name)
    {
        var camelCase = new StringBuilder(name.Length);
        foreach (char letter in name)
        {
            bool startsWord = camelCase.Length > 0 && camelCase[^1] == '_';
            camelCase.Length -= startsWord ? 1 : 0;
            camelCase.Append(startsWord ? char.ToUpperInvariant(letter) : letter);
        }

        return camelCase.ToString();
    }

    private bool Is(JsonValueKind kind) => !IsMissing && (Value.ValueKind == kind ? true : throw NotA(kind.ToString().ToLowerInvariant()));

    private FormatException NotA(string kind) => new($"{Name} is {Value.ValueKind.ToString().ToLowerInvariant()}, but {kind} is expected.");
}
