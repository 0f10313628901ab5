using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Clarifai;

/// <summary>
/// Reads ExifTool's XML, which has every value as it is. Its JSON does not: there, <c>True</c> and <c>true</c> are the same.
/// </summary>
internal static class StoredKeywordsReader
{
    // IPTC is read as if it were UTF-8. What it is not comes as bytes.
    private static readonly string[] Options =
    [
        "-X", "-charset", "iptc=UTF8",
        "-FileType", "-XMP-dc:Subject", "-IPTC:all", "-Photoshop:IPTCDigest", "-CurrentIPTCDigest",
    ];

    private static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // Windows-1252 from 0x80 to 0x9F; all else is as in Unicode.
    private const string LatinSpecials =
        "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F"
        + "\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    /// <summary>The command that has ExifTool write it.</summary>
    /// <param name="path">The full path of the file.</param>
    public static IReadOnlyList<string> Command(string path) => [.. Options, path];

    /// <exception cref="XmlException">It is not what ExifTool writes.</exception>
    public static StoredKeywords Read(Stream xml)
    {
        using var reader = XmlReader.Create(xml, new XmlReaderSettings { CheckCharacters = false, DtdProcessing = DtdProcessing.Prohibit });
        XElement file = XDocument.Load(reader, LoadOptions.PreserveWhitespace).Root?.Element(Rdf + "Description")
            ?? throw new XmlException("ExifTool wrote no description of the file.");
        var tags = file.Elements().Select(tag => (Group: file.GetPrefixOfNamespace(tag.Name.Namespace) ?? "", Element: tag)).ToList();

        byte[][] iptc = [.. tags.Where(tag => tag.Group == "IPTC").SelectMany(tag => Values(tag.Element))];
        bool isLatin = iptc.Any(value => !IsUtf8(value));
        bool isMarked = Find("IPTC", "CodedCharacterSet").Any(value => Text(value, isLatin: false) == "UTF8");
        IEnumerable<byte[]> otherTexts = tags.Where(tag => tag.Group == "IPTC" && tag.Element.Name.LocalName != "Keywords")
            .SelectMany(tag => Values(tag.Element));
        string? digest = Single("Photoshop", "IPTCDigest");
        return new StoredKeywords
        {
            Format = Single("File", "FileType") ?? "",
            Subjects = [.. Find("XMP-dc", "Subject").Select(value => Text(value, isLatin: false))],
            Keywords = [.. Find("IPTC", "Keywords").Select(value => Text(value, isLatin))],
            HasLatinTexts = isLatin && !isMarked && otherTexts.Any(value => value.Any(unit => unit >= 0x80)),
            HasCurrentDigest = digest is not null && digest == Single("File", "CurrentIPTCDigest"),
        };

        IEnumerable<byte[]> Find(string group, string name) =>
            tags.Where(tag => tag.Group == group && tag.Element.Name.LocalName == name).SelectMany(tag => Values(tag.Element));

        string? Single(string group, string name) => Find(group, name).Select(value => Text(value, isLatin: false)).FirstOrDefault();
    }

    private static IEnumerable<byte[]> Values(XElement tag) =>
        tag.Element(Rdf + "Bag") is { } list ? list.Elements(Rdf + "li").Select(Bytes) : [Bytes(tag)];

    private static byte[] Bytes(XElement value) => value.Attribute(Rdf + "datatype") is null
        ? Encoding.UTF8.GetBytes(value.Value)
        : Convert.FromBase64String(value.Value);

    private static bool IsUtf8(byte[] value)
    {
        try
        {
            return Utf8.GetCharCount(value) >= 0;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static string Text(byte[] value, bool isLatin) => isLatin
        ? string.Concat(value.Select(unit => unit is >= 0x80 and < 0xA0 ? LatinSpecials[unit - 0x80] : (char)unit))
        : Encoding.UTF8.GetString(value);
}
