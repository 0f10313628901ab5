using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace Clarifai.PowerShell;

/// <summary>
/// Reads properties the same whether the object is one of the module, came back from a job or is a row of a table, where all is text and
/// what is missing is empty.
/// </summary>
internal readonly struct RowProperties
{
    private readonly PSObject _row;

    public RowProperties(PSObject row) => _row = row;

    /// <summary>The object's type as scripts know it.</summary>
    public string TypeName => _row.TypeNames.Count > 0 ? _row.TypeNames[0] : "object";

    public bool IsText => _row.BaseObject is string;

    /// <summary>Whether there is such a property, whatever it holds.</summary>
    public bool Has(string property) => _row.Properties[property] is not null;

    /// <summary>A property as text; null where it is missing or empty.</summary>
    public string? Text(string property) =>
        Find(property) is { } value && Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null;

    /// <summary>A property as a number; null where it is missing or empty. Tables made elsewhere may have a decimal comma.</summary>
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
            : throw new ClarifaiException(ErrorId.InvalidRow, $"Its {property} is '{text}', which is no number.");
    }

    /// <summary>A property as a number of 0 to 1; null where it is missing or empty.</summary>
    /// <exception cref="ClarifaiException">It is not such a number.</exception>
    public double? Fraction(string property) => Number(property) switch
    {
        null => null,
        { } number when number is >= 0 and <= 1 => number,
        { } number => throw new ClarifaiException(
            ErrorId.InvalidRow, string.Format(CultureInfo.InvariantCulture, "Its {0} is {1}, which is not from 0 to 1.", property, number)),
    };

    /// <summary>The objects in a property that holds several; null where there is no such property.</summary>
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
