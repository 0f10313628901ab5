using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Clarifai;

/// <summary>
/// Reads ExifTool's XML, which has every value as it is. Its JSON does not: there, <c>True</c> and <c>true</c> are the same.
/// </summary>
internal static class StoredKeywordsReader
{
    // IPTC is read as if it were UTF-8. What it is not comes as bytes. Without -m, a list would end after 1,000 values; without -a, one
    // warning would hide the others.
    private static readonly string[] Options =
    [
        "-X", "-a", "-m", "-charset", "iptc=UTF8",
        "-FileType", "-Error", "-Warning", "-XMP-dc:Subject", "-IPTC:all", "-Photoshop:IPTCDigest", "-CurrentIPTCDigest",
    ];

    private static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private const byte Escape = 0x1B;

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
        ILookup<(string Group, string Name), byte[]> tags = file.Elements()
            .SelectMany(tag => Values(tag).Select(value => (Key: (Prefix(tag), tag.Name.LocalName), Value: value)))
            .ToLookup(tag => tag.Key, tag => tag.Value);

        byte[][] keywords = [.. tags[("IPTC", "Keywords")]];
        bool isMarked = tags[("IPTC", "CodedCharacterSet")].Any(value => Text(value) == "UTF8");
        string? digest = Single("Photoshop", "IPTCDigest");
        return new StoredKeywords
        {
            Format = Single("File", "FileType") ?? "",
            Subjects = Lines(tags[("XMP-dc", "Subject")]),
            Keywords = Lines(keywords),
            OtherTexts = isMarked ? [] :
            [
                .. tags.Where(tag => tag.Key.Group == "IPTC" && tag.Key.Name != "Keywords" && !tag.All(IsUtf8))
                    .Select(tag => (tag.Key.Name, (IReadOnlyList<string>)[.. tag.Select(Text)])),
            ],
            HasCurrentDigest = digest is not null && digest == Single("File", "CurrentIPTCDigest"),
            Error = Single("ExifTool", "Error"),
            Damage = tags[("ExifTool", "Warning")].Select(Text).FirstOrDefault(IsDamage)
                ?? (keywords.Any(value => value.Contains(Escape)) ? "IPTC keywords in an encoding of ISO 2022 are not supported" : null),
        };

        string Prefix(XElement tag) => file.GetPrefixOfNamespace(tag.Name.Namespace) ?? "";

        string? Single(string group, string name) => tags[(group, name)].Select(Text).FirstOrDefault();
    }

    // Other warnings are about parts of the file that are copied as they are. That of the digest says that IPTC and XMP differ.
    private static bool IsDamage(string warning) =>
        (warning.Contains("XMP") || warning.Contains("IPTC") || warning.Contains("Photoshop"))
        && !warning.StartsWith("IPTCDigest", StringComparison.Ordinal);

    private static IReadOnlyList<string> Lines(IEnumerable<byte[]> values) =>
        [.. values.Select(value => KeywordText.CleanStored(Text(value))).Where(text => text.Length > 0)];

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

    // Each by itself, whatever the file says of all: UTF-8, also without the end of its last character, which another program has cut off;
    // else Latin-1. A Latin-1 text can end in what begins a character of UTF-8, but has no whole one before.
    private static string Text(byte[] value)
    {
        char[] text = new char[value.Length];
        try
        {
            int length = Utf8.GetDecoder().GetChars(value, 0, value.Length, text, 0, flush: false);
            int whole = Utf8.GetByteCount(text, 0, length);
            if (whole == value.Length || whole > length)
            {
                return new string(text, 0, length);
            }
        }
        catch (DecoderFallbackException)
        {
            // It is not UTF-8.
        }

        return string.Concat(value.Select(unit => unit is >= 0x80 and < 0xA0 ? LatinSpecials[unit - 0x80] : (char)unit));
    }
}
