using System.ComponentModel;

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
}
