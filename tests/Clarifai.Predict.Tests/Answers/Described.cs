using System.Collections;
using System.Globalization;
using System.Reflection;

namespace Clarifai.Tests;

/// <summary>Objects of an answer as text with every property, in the order in which PowerShell shows them.</summary>
internal static class Described
{
    private static readonly string[] Provenance = [.. typeof(AnswerObject).GetProperties().Select(property => property.Name)];

    /// <summary>The type and what it says, without where it is from.</summary>
    public static string Facts(AnswerObject instance) =>
        $"{instance.GetType().Name} {Text(instance, property => !Provenance.Contains(property.Name))}";

    /// <summary>Where it is from: what all objects of an answer have in common.</summary>
    public static string Origin(AnswerObject instance) => Text(instance, property => Provenance.Contains(property.Name));

    private static string Text(object instance, Func<PropertyInfo, bool> filter) => string.Join(
        ' ', instance.GetType().GetProperties().Where(filter).Select(property => $"{property.Name}={Value(property.GetValue(instance))}"));

    private static string Value(object? value) => value switch
    {
        null => "null",
        string text => $"'{text}'",
        IEnumerable list => $"[{string.Join(',', list.Cast<object>().Select(Value))}]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
