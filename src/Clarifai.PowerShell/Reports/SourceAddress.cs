using System.Text;

namespace Clarifai.PowerShell;

/// <summary>How a report shows a source, and what it links to: a file, or a URL without possible secrets.</summary>
/// <param name="Shown">The text.</param>
/// <param name="Link">A file: or http(s): address; null for bytes and streams.</param>
/// <param name="IsFile">True if the link is to a file.</param>
internal sealed record SourceAddress(string Shown, string? Link, bool IsFile)
{
    private static readonly char[] WindowsSeparators = ['\\', '/'];

    public static SourceAddress Of(string source) =>
        source[0] == '/' ? File(source, "file://", source.Split('/'))
        : source.StartsWith(@"\\", StringComparison.Ordinal)
            ? File(source, "file://", source.Substring(2).Split(WindowsSeparators))
        : source.Length > 2 && source[1] == ':' && source[2] is '\\' or '/' && char.IsLetter(source[0])
            ? File(source, $"file:///{source[0]}:/", source.Substring(3).Split(WindowsSeparators))
        : Other(source);

    private static SourceAddress Other(string source)
    {
        string shown = source.Contains("://") ? Redaction.Shown(source) : source;
        bool isWeb = Uri.TryCreate(shown, UriKind.Absolute, out Uri? address) && (address.Scheme == "http" || address.Scheme == "https");
        return new SourceAddress(shown, isWeb ? address!.AbsoluteUri : null, IsFile: false);
    }

    private static SourceAddress File(string path, string start, string[] names) =>
        new(path, start + string.Join("/", names.Select(Escape)), IsFile: true);

    // Escapes every character that has a meaning in URLs, so that names with # % ? stay intact.
    private static string Escape(string name)
    {
        var escaped = new StringBuilder(name.Length);
        foreach (char value in Encoding.UTF8.GetBytes(name))
        {
            bool isPlain = value is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '.' or '_' or '~';
            _ = isPlain ? escaped.Append(value) : escaped.Append('%').Append(((int)value).ToString("X2", null));
        }

        return escaped.ToString();
    }
}
