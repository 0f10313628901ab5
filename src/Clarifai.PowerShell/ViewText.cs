using System.ComponentModel;
using System.Globalization;

namespace Clarifai.PowerShell;

/// <summary>Text for the views of Clarifai.Format.ps1xml; takes plain values, so that deserialised objects look the same.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ViewText
{
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
    /// <returns>E.g. 00:01:02.500.</returns>
    public static string Time(long timeMs) => TimeSpan.FromMilliseconds(timeMs).ToString(@"hh\:mm\:ss\.fff", CultureInfo.InvariantCulture);
}
