using System.Management.Automation;
using System.Text.RegularExpressions;

namespace Clarifai.PowerShell;

/// <summary>Splits pipeline objects into rows. Their properties determine their kind, not their types.</summary>
internal static class ReportRowReader
{
    private static readonly Regex Hex = new("^#?(?<digits>[0-9a-fA-F]{3}|[0-9a-fA-F]{6})$");

    /// <summary>The rows of an object: one, or one for each thing in an output or a frame.</summary>
    /// <exception cref="ClarifaiException">The object has nothing that a report can show (InvalidRow).</exception>
    public static IReadOnlyList<ReportRow> Read(PSObject row)
    {
        var properties = new RowProperties(row);
        if (properties.Source is not { } source)
        {
            throw new ClarifaiException(
                ErrorId.InvalidRow,
                $"An object of the type {properties.TypeName} has no Source. A report accepts the output of Invoke-ClarifaiPredict and "
                + "Get-ClarifaiVideoFrame, and table rows with the same properties.");
        }

        var template = new ReportRow(source, properties.Text("Model") ?? properties.Text("ModelId"));
        return properties.Has("TopConcept") ? ReadInput(template, properties)
            : properties.HasItems("Concepts") ? ReadWhole(template, properties)
            : [ReadOne(template, properties)];
    }

    // A row per input: of all its concepts but the first, only the names are known.
    private static List<ReportRow> ReadInput(ReportRow template, RowProperties row)
    {
        string? top = row.Text("TopConcept");
        string[] names = row.Text("Concepts")?.Split([PredictRow.NameSeparator], StringSplitOptions.RemoveEmptyEntries) ?? [];
        List<ReportRow> rows =
        [
            template, .. names.Select(name => template with { Name = name, Value = name == top ? row.Fraction("TopValue") : null }),
        ];
        if (row.Text("Text") is { } text)
        {
            rows.Add(template with { Text = VisibleText.Of(text) });
        }

        return rows;
    }

    // An output or a frame: the source is listed even if nothing was found in it.
    private static List<ReportRow> ReadWhole(ReportRow template, RowProperties whole)
    {
        ReportRow frame = template with { TimeMs = Time(whole) };
        List<ReportRow> rows = [frame, .. whole.Items("Concepts", "Colors", "Masks", "Texts").Select(part => ReadOne(frame, part))];
        AddRegions(rows, frame, whole);
        foreach (RowProperties part in whole.Items("Frames"))
        {
            AddRegions(rows, template with { TimeMs = Time(part) }, part);
        }

        return rows;
    }

    // Regions with a concept are already among the concepts. Without edges, what a region contains is among the texts.
    private static void AddRegions(List<ReportRow> rows, ReportRow template, RowProperties whole)
    {
        var named = new HashSet<(long?, ReportBox?)>(rows.Select(row => (row.TimeMs, row.Box)));
        foreach (RowProperties region in whole.Items("Regions"))
        {
            if (!region.IsText && Box(region) is null)
            {
                continue;
            }

            ReportRow row = ReadOne(template, region);
            if (named.Add((row.TimeMs, row.Box)))
            {
                rows.Add(row);
            }
        }
    }

    private static ReportRow ReadOne(ReportRow template, RowProperties row)
    {
        string? hex = Color(row);
        string? text = row.Text("Text") is { } written ? VisibleText.Of(written) : null;
        long? time = Time(row) ?? template.TimeMs;

        // In a video, texts are tracked over time, like concepts.
        ReportRow read = template with
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
            throw row.Invalid(row.IsText
                ? ": Its concepts were converted to text, as jobs do with nested objects. Emit flat objects in the job: -As Concept."
                : " has neither a Name, nor a Text, nor the edges of a region, nor the Hex of a color, so a report cannot show it.");
        }

        return read.Value is null && text is null && read.Box is null ? throw row.Invalid(" has no Value.") : read;
    }

    private static long? Time(RowProperties row) => row.Number("TimeMs") switch
    {
        null => null,
        >= 0 and < 1L << 52 and var time => (long)time,
        _ => throw row.Invalid(": Its TimeMs is not a time in milliseconds."),
    };

    private static ReportBox? Box(RowProperties row) =>
        (row.Fraction("Top"), row.Fraction("Left"), row.Fraction("Bottom"), row.Fraction("Right")) switch
        {
            ({ } top, { } left, { } bottom, { } right) => new ReportBox(top, left, bottom, right),
            _ => null,
        };

    private static string? Color(RowProperties row) => row.Text("Hex") switch
    {
        null => null,
        var text when Hex.Match(text) is { Success: true } match => "#" + match.Groups["digits"].Value,
        var text => throw row.Invalid($": Its Hex is '{text}', which is not a color such as #a0b1c2."),
    };
}
