using System.Management.Automation;

namespace Clarifai.PowerShell;

/// <summary>Reads files and names from objects by their properties, so that those from jobs and rows of tables work too.</summary>
internal static class KeywordRowReader
{
    /// <exception cref="ClarifaiException">The object names no file, or has no names (InvalidRow).</exception>
    public static KeywordRow Read(PSObject row)
    {
        var properties = new RowProperties(row);
        if (properties.Source is not { } source)
        {
            // The Name of a file is not a keyword.
            return properties.Text("FullName") is { } path
                ? new KeywordRow(path, IsFile: true, Names: null)
                : throw new ClarifaiException(
                    ErrorId.InvalidRow,
                    $"An object of the type {properties.TypeName} has neither a Source nor a FullName. Keywords are taken from the "
                    + "output of Invoke-ClarifaiPredict and Get-ClarifaiVideoFrame, and from table rows with the same properties.");
        }

        AnswerOrigin? origin = TypeMembers.Origin(row.BaseObject);
        return origin is null && !properties.Has("Name") && !properties.Has("Concepts")
            ? throw properties.Invalid(" has neither a Name nor Concepts.")
            : new KeywordRow(source, origin?.Input.IsFile ?? !Redaction.IsAddress(source), Names(properties));
    }

    // A concept, color or mask; a row with all names in one text; an output or frame with its parts.
    private static string[] Names(RowProperties row)
    {
        string? joined = row.HasItems("Concepts") ? null : row.Text("Concepts");
        string?[] names =
        [
            row.Text("Name"),
            .. joined?.Split([PredictRow.NameSeparator], StringSplitOptions.None) ?? [],
            .. row.Items("Concepts", "Colors", "Masks").Select(part => part.Text("Name")),
        ];
        return [.. names.OfType<string>()];
    }
}
