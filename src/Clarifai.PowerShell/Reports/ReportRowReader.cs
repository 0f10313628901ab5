using System.Management.Automation;
using System.Text.RegularExpressions;

namespace Clarifai.PowerShell;

/// <summary>Takes the objects that come down the pipeline apart into rows. They are told by their properties, not by their types.</summary>
internal static class ReportRowReader
{
    private static readonly Regex Hex = new("^#?(?<digits>[0-9a-fA-F]{3}|[0-9a-fA-F]{6})$");

    /// <summary>What an object says: one row, or one for each thing in an output or a frame.</summary>
    /// <exception cref="ClarifaiException">The object has nothing that a report shows (InvalidRow).</exception>
    public static IReadOnlyList<ReportRow> Read(PSObject row)
    {
        var properties = new RowProperties(row);
        if (properties.Text("Source") is not { } source)
        {
            throw new ClarifaiException(
                ErrorId.InvalidRow,
                $"An object of the type {properties.TypeName} has no Source. A report takes what Invoke-ClarifaiPredict and "
                + "Get-ClarifaiVideoFrame emit, and such rows from a table.");
        }

        var said = new ReportRow(source, properties.Text("Model") ?? properties.Text("ModelId"));
        try
        {
            return properties.Has("TopConcept") ? ReadInput(said, properties)
                : IsWhole(properties) ? ReadWhole(said, properties)
                : [ReadOne(said, properties)];
        }
        catch (ClarifaiException e)
        {
            throw new ClarifaiException(e.ErrorId, $"'{SourceAddress.Of(source).Shown}' ({properties.TypeName}): {e.Message}", e);
        }
    }

    private static bool IsWhole(RowProperties row) => row.Items("Concepts") is not null;

    // A row for each input: of all its concepts but the first, only the names are known.
    private static List<ReportRow> ReadInput(ReportRow said, RowProperties row)
    {
        string? top = row.Text("TopConcept");
        string[] names = row.Text("Concepts")?.Split([PredictRow.NameSeparator], StringSplitOptions.RemoveEmptyEntries) ?? [];
        List<ReportRow> rows = [said];
        rows.AddRange(names.Select(name => said with { Name = name, Value = name == top ? row.Fraction("TopValue") : null }));
        if (row.Text("Text") is { } text)
        {
            rows.Add(said with { Text = VisibleText.Of(text) });
        }

        return rows;
    }

    // An output or a frame: the source is listed although there may be nothing to say about it.
    private static List<ReportRow> ReadWhole(ReportRow said, RowProperties whole)
    {
        ReportRow frame = said with { TimeMs = Time(whole) };
        List<ReportRow> rows = [frame];
        rows.AddRange(whole.Items("Concepts")!.Select(concept => ReadOne(frame, concept)));
        rows.AddRange((whole.Items("Colors") ?? []).Select(color => ReadOne(frame, color)));
        rows.AddRange((whole.Items("Masks") ?? []).Select(mask => ReadOne(frame, mask)));
        rows.AddRange((whole.Items("Texts") ?? []).Select(text => ReadOne(frame, text)));
        AddRegions(rows, frame, whole);
        foreach (RowProperties part in whole.Items("Frames") ?? [])
        {
            AddRegions(rows, said with { TimeMs = Time(part) }, part);
        }

        return rows;
    }

    // Regions with a concept are among the concepts already.
    private static void AddRegions(List<ReportRow> rows, ReportRow said, RowProperties whole)
    {
        var named = new HashSet<(long?, ReportBox?)>(rows.Select(row => (row.TimeMs, row.Box)));
        foreach (RowProperties region in whole.Items("Regions") ?? [])
        {
            ReportRow row = ReadOne(said, region);
            if (named.Add((row.TimeMs, row.Box)))
            {
                rows.Add(row);
            }
        }
    }

    private static ReportRow ReadOne(ReportRow said, RowProperties row)
    {
        string? hex = Color(row);
        string? text = row.Text("Text") is { } written ? VisibleText.Of(written) : null;
        long? time = Time(row) ?? said.TimeMs;

        // In a video a text is followed over time, as concepts are.
        ReportRow read = said with
        {
            Name = row.Text("Name") ?? (time is null ? hex : text ?? hex),
            Text = time is null ? text : null,
            Value = row.Fraction("Value"),
            TimeMs = time,
            Box = Box(row),
            Hex = hex,
        };
        if (read.Name is null && text is null && read.Box is null && read.Hex is null)
        {
            throw new ClarifaiException(ErrorId.InvalidRow, row.IsText
                ? "Its concepts came back as text, as nested objects do from a job. Emit flat objects there: -As Concept."
                : "It has neither a Name, nor a Text, nor edges of a region, nor the Hex of a color: a report shows nothing of it.");
        }

        return read.Value is null && text is null && read.Box is null
            ? throw new ClarifaiException(ErrorId.InvalidRow, "It has no Value.")
            : read;
    }

    private static long? Time(RowProperties row) => row.Number("TimeMs") switch
    {
        null => null,
        >= 0 and < 1L << 52 and var time => (long)time,
        _ => throw new ClarifaiException(ErrorId.InvalidRow, "Its TimeMs is not a time in milliseconds."),
    };

    private static ReportBox? Box(RowProperties row) =>
        (row.Fraction("Top"), row.Fraction("Left"), row.Fraction("Bottom"), row.Fraction("Right")) switch
        {
            ({ } top, { } left, { } bottom, { } right) => new ReportBox(top, left, bottom, right),
            _ => null,
        };

    private static string? Color(RowProperties row)
    {
        if (row.Text("Hex") is not { } text)
        {
            return null;
        }

        Match match = Hex.Match(text);
        return match.Success
            ? "#" + match.Groups["digits"].Value
            : throw new ClarifaiException(ErrorId.InvalidRow, $"Its Hex is '{text}', which is no color such as #a0b1c2.");
    }
}
