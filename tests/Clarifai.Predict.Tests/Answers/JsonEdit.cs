using System.Text.Json;

namespace Clarifai.Tests;

/// <summary>Writes JSON anew with some of its parts changed.</summary>
internal static class JsonEdit
{
    /// <summary>What <see cref="Apply"/> takes out.</summary>
    public const string Removed = "";

    /// <param name="element">The JSON.</param>
    /// <param name="edit">For a path such as outputs.0.data and what is there: what is there instead, or null where it stays.</param>
    /// <param name="path">The path of the element.</param>
    public static string Apply(JsonElement element, Func<string, JsonElement, string?> edit, string path = "") =>
        edit(path, element) ?? element.ValueKind switch
        {
            JsonValueKind.Object => $"{{{string.Join(',', element.EnumerateObject()
                .Select(property => (property.Name, Text: Apply(property.Value, edit, Join(path, property.Name))))
                .Where(property => property.Text != Removed)
                .Select(property => $"\"{property.Name}\":{property.Text}"))}}}",
            JsonValueKind.Array => $"[{string.Join(',', element.EnumerateArray()
                .Select((item, i) => Apply(item, edit, Join(path, i.ToString(System.Globalization.CultureInfo.InvariantCulture))))
                .Where(text => text != Removed))}]",
            _ => element.GetRawText(),
        };

    /// <summary>The paths of all parts.</summary>
    public static IEnumerable<string> Paths(JsonElement element)
    {
        var paths = new List<string>();
        Apply(element, (path, _) =>
        {
            paths.Add(path);
            return null;
        });
        return paths;
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
