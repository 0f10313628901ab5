using System.Net;
using System.Text;

namespace Clarifai.PowerShell;

/// <summary>The page around the data: a template with placeholders, and their contents. Its sources are in the folder page.</summary>
internal sealed class ReportPage
{
    private static readonly string[] Scripts =
    [
        "elements.js", "data.js", "filter.js", "boxes.js", "gallery.js", "detail.js", "facets.js", "timeline.js", "main.js",
    ];

    // Before the data, after it, after the images, and after the chart library.
    private readonly string[] _parts;
    private readonly string _chartScript;

    public ReportPage(string title)
    {
        string style = Resource("uPlot.min.css") + Resource("report.css");
        string script = $"\"use strict\";\n{{\n{string.Concat(Scripts.Select(Resource))}}}\n";
        _chartScript = Resource("uPlot.iife.min.js");
        string policy = "default-src 'none'; img-src file: data:; media-src file:; "
            + $"style-src {SourceHash(style)}; script-src {SourceHash(_chartScript)} {SourceHash(script)}; "
            + "base-uri 'none'; form-action 'none'";
        _parts = Resource("report.html")
            .Replace("{{policy}}", policy)
            .Replace("{{style}}", style)
            .Replace("{{script}}", script)
            .Split(["{{data}}", "{{pictures}}", "{{chart}}"], StringSplitOptions.None);

        // Last: a title is text, and may look like a placeholder.
        _parts[0] = _parts[0].Replace("{{title}}", WebUtility.HtmlEncode(title));
    }

    /// <summary>Writes the part before the data.</summary>
    public void WriteStart(Stream stream) => Write(stream, _parts[0]);

    /// <summary>Writes the part after the data.</summary>
    /// <param name="stream">The page.</param>
    /// <param name="pictures">The images to embed.</param>
    /// <param name="hasVideos">True if the page draws charts.</param>
    /// <returns>The paths of images that can no longer be read, each with the reason.</returns>
    public IReadOnlyList<(string Path, ClarifaiException Failure)> WriteEnd(Stream stream, EmbeddedPictures? pictures, bool hasVideos)
    {
        Write(stream, _parts[1]);
        IReadOnlyList<(string, ClarifaiException)> failures = pictures?.WriteTo(stream) ?? [];
        Write(stream, _parts[2]);
        if (hasVideos)
        {
            Write(stream, $"<!--\nuPlot\n{Resource("LICENSE")}\n-->\n<script>{_chartScript}</script>");
        }

        Write(stream, _parts[3]);
        return failures;
    }

    /// <summary>Writes a text of the page.</summary>
    public static void Write(Stream stream, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        stream.Write(bytes, 0, bytes.Length);
    }

    private static string Resource(string name)
    {
        using Stream stream = typeof(ReportPage).Assembly.GetManifestResourceStream("report/" + name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);

        // A browser normalizes line endings to \n before it hashes.
        return reader.ReadToEnd().Replace("\r\n", "\n");
    }

    private static string SourceHash(string text) =>
        $"'sha256-{Convert.ToBase64String(Hash.Of(Encoding.UTF8.GetBytes(text)))}'";
}
