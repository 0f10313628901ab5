using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace Clarifai.PowerShell;

/// <summary>
/// Reads properties in the same way from objects of the module, deserialized objects and rows of a table, in which everything is text and
/// missing values are empty.
/// </summary>
/// <param name="row">The object.</param>
/// <param name="source">The source of the object that this one is a part of; null for an object with a source of its own.</param>
internal sealed class RowProperties(PSObject row, string? source = null)
{
    /// <summary>The source of the object; null if it has none.</summary>
    public string? Source => source ??= Text("Source");

    /// <summary>The object's type name in scripts.</summary>
    public string TypeName => row.TypeNames.Count > 0 ? row.TypeNames[0] : "object";

    public bool IsText => row.BaseObject is string;

    /// <summary>Whether the property exists, regardless of its value.</summary>
    public bool Has(string property) => row.Properties[property] is not null;

    /// <summary>Whether the property has several objects.</summary>
    public bool HasItems(string property) => Find(property) is IEnumerable and not string;

    /// <summary>A property as text; null if it is missing or empty.</summary>
    public string? Text(string property) =>
        Convert.ToString(Find(property), CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null;

    /// <summary>A property as a number; null if it is missing or empty. Tables from elsewhere may have a decimal comma.</summary>
    /// <exception cref="ClarifaiException">It is not a number.</exception>
    public double? Number(string property)
    {
        if (Text(property) is not { } text)
        {
            return null;
        }

        string invariant = text.Replace(',', '.');
        return double.TryParse(invariant, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && Math.Abs(number) <= double.MaxValue
            ? number
            : throw Invalid($": Its {property} is '{text}', which is not a number.");
    }

    /// <summary>A property as a number from 0 to 1; null if it is missing or empty.</summary>
    /// <exception cref="ClarifaiException">It is not such a number.</exception>
    public double? Fraction(string property) => Number(property) switch
    {
        null => null,
        >= 0 and <= 1 and var number => number,
        var number => throw Invalid(FormattableString.Invariant($": Its {property} is {number}, which is not from 0 to 1.")),
    };

    /// <summary>The objects in the properties that have several.</summary>
    public IEnumerable<RowProperties> Items(params string[] properties) => properties
        .Select(Find).OfType<IEnumerable>().Where(items => items is not string)
        .SelectMany(items => items.Cast<object>())
        .Select(item => new RowProperties(PSObject.AsPSObject(item), Source));

    /// <summary>The error for an object that cannot be used.</summary>
    /// <param name="problem">What follows the name of its source.</param>
    public ClarifaiException Invalid(string problem) => new(ErrorId.InvalidRow, $"'{SourceAddress.Of(Source!).Shown}'{problem}");

    private object? Find(string property) => row.Properties[property]?.Value switch
    {
        PSObject wrapped => wrapped.BaseObject is PSCustomObject ? wrapped : wrapped.BaseObject,
        var value => value,
    };
}
