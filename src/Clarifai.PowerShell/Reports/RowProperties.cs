using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace Clarifai.PowerShell;

/// <summary>
/// Reads properties in the same way from objects of the module, deserialized objects and rows of a table, in which everything is text and
/// missing values are empty.
/// </summary>
internal readonly struct RowProperties
{
    private readonly PSObject _row;

    public RowProperties(PSObject row) => _row = row;

    /// <summary>The object's type name in scripts.</summary>
    public string TypeName => _row.TypeNames.Count > 0 ? _row.TypeNames[0] : "object";

    public bool IsText => _row.BaseObject is string;

    /// <summary>Whether the property exists, regardless of its value.</summary>
    public bool Has(string property) => _row.Properties[property] is not null;

    /// <summary>A property as text; null if it is missing or empty.</summary>
    public string? Text(string property) =>
        Find(property) is { } value && Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null;

    /// <summary>A property as a number; null if it is missing or empty. Tables from elsewhere may have a decimal comma.</summary>
    /// <exception cref="ClarifaiException">It is not a number.</exception>
    public double? Number(string property)
    {
        if (Text(property) is not { } text)
        {
            return null;
        }

        string invariant = text.Replace(',', '.');
        return double.TryParse(invariant, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && IsFinite(number)
            ? number
            : throw new ClarifaiException(ErrorId.InvalidRow, $"Its {property} is '{text}', which is not a number.");
    }

    /// <summary>A property as a number from 0 to 1; null if it is missing or empty.</summary>
    /// <exception cref="ClarifaiException">It is not such a number.</exception>
    public double? Fraction(string property) => Number(property) switch
    {
        null => null,
        { } number when number is >= 0 and <= 1 => number,
        { } number => throw new ClarifaiException(
            ErrorId.InvalidRow, string.Format(CultureInfo.InvariantCulture, "Its {0} is {1}, which is not from 0 to 1.", property, number)),
    };

    /// <summary>The objects in a property with several of them; null if the property does not exist.</summary>
    public IEnumerable<RowProperties>? Items(string property) =>
        Find(property) is IEnumerable items and not string
            ? items.Cast<object>().Select(item => new RowProperties(PSObject.AsPSObject(item)))
            : null;

    private object? Find(string property) => _row.Properties[property]?.Value switch
    {
        PSObject wrapped => wrapped.BaseObject is PSCustomObject ? wrapped : wrapped.BaseObject,
        var value => value,
    };

    private static bool IsFinite(double number) => !double.IsNaN(number) && !double.IsInfinity(number);
}
