using System.Globalization;
using System.Management.Automation;

namespace Clarifai.PowerShell.Tests.Reports;

/// <summary>Objects such as come down a pipeline.</summary>
internal static class Rows
{
    public static PSObject Of(string? source, params (string Name, object? Value)[] properties)
    {
        var row = new PSObject();
        row.Properties.Add(new PSNoteProperty("Source", source));
        foreach ((string name, object? value) in properties)
        {
            row.Properties.Add(new PSNoteProperty(name, value));
        }

        return row;
    }

    public static PSObject Concept(string source, string name, double value, string? model = null) =>
        Of(source, ("Name", name), ("Value", value), ("Model", model));

    public static PSObject Region(string source, string? name, double? value, double top, double left, double bottom, double right) =>
        Of(source, ("Name", name), ("Value", value), ("Top", top), ("Left", left), ("Bottom", bottom), ("Right", right));

    public static PSObject Color(string source, string hex, string name, double value) =>
        Of(source, ("Hex", hex), ("Name", name), ("Value", value));

    public static PSObject FrameConcept(string source, long timeMs, string name, double value) =>
        Of(source, ("Name", name), ("Value", value), ("FrameIndex", timeMs / 1000), ("TimeMs", timeMs));

    /// <summary>The same objects as rows of a table: every property of any of them, all of them text.</summary>
    public static PSObject[] AsTable(IReadOnlyList<PSObject> objects, CultureInfo culture)
    {
        string[] columns = [.. objects.SelectMany(row => row.Properties.Select(property => property.Name)).Distinct()];
        return [.. objects.Select(row => Table(row, columns, culture))];
    }

    /// <summary>The objects as they come back from a job.</summary>
    public static PSObject[] AfterAJob(IEnumerable<PSObject> objects) =>
        [.. objects.Select(row => (PSObject)PSSerializer.Deserialize(PSSerializer.Serialize(row, depth: 1)))];

    private static PSObject Table(PSObject row, string[] columns, CultureInfo culture)
    {
        var text = new PSObject();
        foreach (string column in columns)
        {
            text.Properties.Add(new PSNoteProperty(column, Convert.ToString(row.Properties[column]?.Value, culture) ?? ""));
        }

        return text;
    }
}
