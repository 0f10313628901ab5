using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Keywords;

/// <summary>A test with real photos, real ExifTool, and a session.</summary>
public abstract class KeywordTest : IDisposable
{
    private protected KeywordTest() => MetadataTools.Require();

    private protected ModuleSession Session { get; } = new();

    private protected SampleFolder Folder { get; } = new();

    public virtual void Dispose()
    {
        GC.SuppressFinalize(this);
        Session.Dispose();
        Folder.Dispose();
    }

    private protected static string Hash(string path) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)));

    /// <summary>A photo without any keyword.</summary>
    private protected string Photo(string name = "photo.jpg")
    {
        string path = Folder.PathOf(name);
        File.Copy(Repository.PathOf("samples", "cat.jpg"), path);
        return path;
    }

    /// <summary>Names for a file, as rows of a table bring them; the options are those of the cmdlet.</summary>
    private protected ScriptResult Set(string path, string[] names, string options = "") => Session.Run(Script(options), path, names);

    private protected ScriptResult TrySet(string path, string[] names, string options = "") => Session.Try(Script(options), path, names);

    /// <summary>Nothing but these files is in the folder: no lock, no temporary file.</summary>
    private protected void AssertFiles(params string[] names) => Assert.Equal(
        names.Order(StringComparer.Ordinal),
        Directory.EnumerateFileSystemEntries(Folder.FullPath).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));

    /// <summary>The dataset of IPTC that says that its texts are UTF-8.</summary>
    private protected static byte[] Utf8Mark => [0x1C, 1, 90, 0, 3, .. "\u001B%G"u8];

    /// <summary>A dataset of IPTC with exactly these bytes.</summary>
    private protected static byte[] Text(byte field, ReadOnlySpan<byte> value) =>
        [0x1C, 2, field, (byte)(value.Length >> 8), (byte)value.Length, .. value];

    /// <summary>A photo with these datasets of IPTC.</summary>
    private protected string WithIptc(params byte[][] datasets)
    {
        byte[] iptc = [.. datasets.SelectMany(dataset => dataset)];
        byte[] block = [.. "Photoshop 3.0\0"u8, .. "8BIM\u0004\u0004\0\0"u8, 0, 0, 0, 0, .. iptc, .. new byte[iptc.Length % 2]];
        BinaryPrimitives.WriteInt32BigEndian(block.AsSpan(22), iptc.Length);
        return WithSegments([0xFF, 0xED, .. block]);
    }

    /// <summary>A segment of a JPEG with an XMP packet that has these elements in its list of subjects.</summary>
    private protected static byte[] Xmp(ReadOnlySpan<byte> subjects, string end = "</x:xmpmeta>") =>
    [
        0xFF, 0xE1, .. "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x='adobe:ns:meta/'>"u8,
        .. "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about='' "u8,
        .. "xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:subject><rdf:Bag>"u8, .. subjects,
        .. "</rdf:Bag></dc:subject></rdf:Description></rdf:RDF>"u8, .. Encoding.ASCII.GetBytes(end),
    ];

    /// <summary>A photo with these segments, a marker and its content each.</summary>
    private protected string WithSegments(params byte[][] segments)
    {
        byte[] photo = File.ReadAllBytes(Repository.PathOf("samples", "cat.jpg"));
        IEnumerable<byte> all = segments.SelectMany(segment => (byte[])
            [.. segment[..2], (byte)(segment.Length >> 8), (byte)segment.Length, .. segment[2..]]);
        return Folder.Write("segments.jpg", [.. photo[..2], .. all, .. photo[2..]]);
    }

    private static string Script(string options) =>
        "$path, $names = @($input); "
        + "$names | ForEach-Object { [pscustomobject]@{ Source = $path; Name = $_ } } | Set-ClarifaiKeyword -Verbose " + options;
}
