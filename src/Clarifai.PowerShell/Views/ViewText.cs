using System.Collections;
using System.ComponentModel;
using System.Globalization;
using System.Management.Automation;

namespace Clarifai.PowerShell;

/// <summary>Text for the views of Clarifai.Format.ps1xml; takes plain values, so that deserialised objects look the same.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ViewText
{
    // As many as fit beside a name and a time.
    private const int ShownItems = 5;

    private static readonly string[] Kinds = ["Concepts", "Colors", "Embeddings", "Focuses", "Masks", "Texts", "Clusters"];

    /// <summary>The last part of a path or URL.</summary>
    /// <param name="source">A concept's source.</param>
    /// <returns>The file's name; of a URL that has none, its host.</returns>
    public static string Name(string source)
    {
        if (!Uri.TryCreate(source, UriKind.Absolute, out Uri? address) || address.IsFile)
        {
            return Path.GetFileName(source);
        }

        string name = Uri.UnescapeDataString(address.Segments[address.Segments.Length - 1]).Trim('/');
        return name.Length > 0 ? name : address.Host;
    }

    /// <summary>A time as people read it.</summary>
    /// <param name="timeMs">Milliseconds from the start of a video.</param>
    /// <returns>E.g. 00:01:02.500; nothing where there is no time.</returns>
    public static string Time(long? timeMs) =>
        timeMs is { } time ? TimeSpan.FromMilliseconds(time).ToString(@"hh\:mm\:ss\.fff", CultureInfo.InvariantCulture) : "";

    /// <summary>A source, and in a video the time as well.</summary>
    /// <param name="source">The source, or its name.</param>
    /// <param name="timeMs">Milliseconds from the start of a video; null for a picture.</param>
    /// <returns>E.g. clip.mp4 00:01:02.500.</returns>
    public static string At(string source, long? timeMs) => timeMs is null ? source : $"{source} {Time(timeMs)}";

    /// <summary>The edges of a region.</summary>
    /// <param name="top">The upper edge.</param>
    /// <param name="left">The left edge.</param>
    /// <param name="bottom">The lower edge.</param>
    /// <param name="right">The right edge.</param>
    /// <returns>E.g. 0.100,0.200 - 0.300,0.400; nothing where there is no box.</returns>
    public static string Box(double? top, double? left, double? bottom, double? right) => top is null
        ? ""
        : string.Format(CultureInfo.InvariantCulture, "{0:0.000},{1:0.000} - {2:0.000},{3:0.000}", top, left, bottom, right);

    /// <summary>The beginning of a vector.</summary>
    /// <param name="vector">Its numbers; a list of them where it went through serialization.</param>
    /// <returns>E.g. 0.250, -0.125, 0.000, 1.000, ...</returns>
    public static string Vector(IEnumerable vector) => Start(
    [
        .. vector.Cast<object>().Take(ShownItems + 1)
            .Select(number => string.Format(CultureInfo.InvariantCulture, "{0:0.000}", number)),
    ]);

    /// <summary>The first things that a frame or an output says; where it says nothing of its regions, the regions.</summary>
    /// <param name="instance">The frame or output, which may have gone through serialization.</param>
    /// <returns>E.g. cat 0.900, dog 0.100.</returns>
    public static string Said(PSObject instance)
    {
        string[] texts = [.. Kinds.SelectMany(kind => Texts(instance, kind))];
        return Start(texts.Length > 0 ? texts : [.. Texts(instance, "Regions")]);
    }

    /// <summary>A text in one line.</summary>
    /// <param name="text">The text.</param>
    /// <returns>
    /// The text with a space for each line break and tab, and with other control characters and those that set a direction spelled out.
    /// </returns>
    public static string Line(string text) =>
        VisibleText.Of(string.Join(" ", text.Split(['\r', '\n', '\t', '\u2028', '\u2029'], StringSplitOptions.RemoveEmptyEntries)));

    /// <summary>A text with its lines.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text with control characters and those that set a direction spelled out.</returns>
    public static string Lines(string text) => VisibleText.Of(text);

    private static IEnumerable<string> Texts(PSObject instance, string kind) =>
        LanguagePrimitives.GetEnumerable(instance.Properties[kind]?.Value)?.Cast<object>().Select(one => Line(one.ToString()!)) ?? [];

    private static string Start(string[] texts) =>
        string.Join(", ", texts.Take(ShownItems)) + (texts.Length > ShownItems ? ", ..." : "");
}
