using System.Collections;
using System.ComponentModel;
using System.Globalization;
using System.Management.Automation;

namespace Clarifai.PowerShell;

/// <summary>Text for the views of Clarifai.Format.ps1xml; accepts plain values, so that deserialized objects look the same.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ViewText
{
    // As many as fit next to a name and a position.
    private const int ShownNumbers = 5;

    // The column Source of the tables in Clarifai.Format.ps1xml.
    private const int SourceWidth = 28;

    /// <summary>The last part of a path or URL.</summary>
    /// <param name="source">A concept's source.</param>
    /// <returns>The file name; for a URL without one, its host.</returns>
    public static string Name(string source)
    {
        if (!Uri.TryCreate(source, UriKind.Absolute, out Uri? address) || address.IsFile)
        {
            return Path.GetFileName(source);
        }

        string name = Uri.UnescapeDataString(address.Segments[address.Segments.Length - 1]).Trim('/');
        return name.Length > 0 ? name : address.Host;
    }

    /// <summary>The source of an answer and, in a video, the time.</summary>
    /// <param name="answer">The answer. Its time is read here, as a view that accesses a missing property fails in strict mode.</param>
    /// <returns>E.g. /videos/clip.mp4 00:01:02.500.</returns>
    public static string At(PSObject answer) => SourceOf(answer) + Time(answer);

    /// <summary>The name of the source and, in a video, the time, in the width of a column: the name is truncated if needed.</summary>
    /// <param name="answer">The answer.</param>
    /// <returns>E.g. holidays in Sp… 00:01:02.500.</returns>
    public static string Source(PSObject answer)
    {
        string name = Name(SourceOf(answer));
        string time = Time(answer);
        int room = SourceWidth - time.Length;
        return (time.Length > 0 && name.Length > room ? name.Remove(room - 1) + "…" : name) + time;
    }

    /// <summary>The beginning of a vector.</summary>
    /// <param name="vector">Its numbers; a list of them after deserialization.</param>
    /// <returns>E.g. 0.250, -0.125, 0.000, 1.000, ...</returns>
    public static string Vector(IEnumerable vector) => string.Join(", ", vector.Cast<object>().Take(ShownNumbers + 1)
        .Select((number, i) => i < ShownNumbers ? string.Format(CultureInfo.InvariantCulture, "{0:0.000}", number) : "..."));

    /// <summary>The items of a list in one line.</summary>
    /// <param name="items">The items; copies of them after deserialization.</param>
    /// <returns>E.g. cat 12, dog 9.</returns>
    public static string List(IEnumerable items) => Line(string.Join(", ", items.Cast<object>()));

    /// <summary>A text in one line.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text with a space for each line break and tab, and with other control and bidirectional characters escaped.</returns>
    public static string Line(string text) =>
        VisibleText.Of(string.Join(" ", text.Split(['\r', '\n', '\t', '\u2028', '\u2029'], StringSplitOptions.RemoveEmptyEntries)));

    /// <summary>A text with its lines.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text with control and bidirectional characters escaped.</returns>
    public static string Lines(string text) => VisibleText.Of(text);

    /// <summary>The day of a time.</summary>
    /// <param name="time">The time; null if unknown. After deserialization it is an object whose text is invariant.</param>
    /// <returns>E.g. 2026-11-29; empty if unknown.</returns>
    public static string Date(object? time) =>
        DateTimeOffset.TryParse(
            Convert.ToString(time, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset day)
            ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : "";

    /// <summary>A model in the width of a column: a public one by its name, which is shorter than its id.</summary>
    /// <param name="id">The model's id; null if unknown.</param>
    /// <returns>E.g. general.</returns>
    public static string Model(string? id) => Line((id is null ? null : PublicModels.Find(id)?.Name) ?? id ?? "");

    private static string SourceOf(PSObject answer) => answer.Properties["Source"]?.Value?.ToString() ?? "";

    private static string Time(PSObject answer) =>
        answer.Properties["TimeMs"]?.Value is { } value && LanguagePrimitives.TryConvertTo(value, out long time)
            ? " " + TimeSpan.FromMilliseconds(time).ToString(@"hh\:mm\:ss\.fff", CultureInfo.InvariantCulture)
            : "";
}
