using System.Text;

namespace Clarifai.PowerShell.Tests.Keywords;

/// <summary>What a photo has is read in whatever encoding each text is, and a second run finds nothing to change.</summary>
public sealed class KeywordEncodingTests : KeywordTest
{
    [Fact]
    public void Latin_keywords_and_the_other_texts_beside_them_are_converted()
    {
        string photo = WithIptc(
            Text(25, Encoding.Latin1.GetBytes("Fußgänger")),
            Text(25, [(byte)'5', 0x80]),
            Text(90, Encoding.Latin1.GetBytes("Köln")),
            Text(120, Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat("ü", 1500)))));

        Set(photo, ["дом"]);

        Assert.Equal(["Fußgänger", "5€", "дом"], MetadataTools.IptcKeywords(photo));
        Assert.Equal("Fußgänger, 5€, дом", MetadataTools.Subjects(photo));
        Assert.Equal(["Köln"], MetadataTools.Iptc(photo, "City"));
        Assert.Equal([string.Concat(Enumerable.Repeat("ü", 1500))], MetadataTools.Iptc(photo, "Caption"));
    }

    [Fact]
    public void UTF8_without_a_mark_is_read_as_that()
    {
        string photo = WithIptc(Text(25, "Fußgänger"u8), Text(90, "Köln"u8));

        Set(photo, ["cat"]);

        Assert.Equal(["Fußgänger", "cat"], MetadataTools.IptcKeywords(photo));
        Assert.Equal(["Köln"], MetadataTools.Iptc(photo, "City"));
    }

    [Fact]
    public void A_text_that_is_not_UTF8_does_not_spoil_those_that_are()
    {
        byte[] caption = [.. Encoding.UTF8.GetBytes(new string('x', 1999)), 0xC3];
        byte[] author = Encoding.Latin1.GetBytes("José");
        string photo = WithIptc(
            Utf8Mark, Text(25, "Größe"u8), Text(25, "Grö\u00DFe"u8[..^2]), Text(25, Encoding.Latin1.GetBytes("Café")), Text(80, author),
            Text(120, caption));

        Set(photo, ["cat"]);

        Assert.Equal(["Größe", "Grö", "Café", "cat"], MetadataTools.IptcKeywords(photo));
        Assert.Equal("Größe, Grö, Café, cat", MetadataTools.Subjects(photo));
        string written = Hash(photo);
        Assert.All([caption, author], text => Assert.True(File.ReadAllBytes(photo).AsSpan().IndexOf(text) > 0));
        Set(photo, ["cat"]);
        Assert.Equal(written, Hash(photo));
    }

    [Fact]
    public void Without_a_mark_each_text_is_converted_by_itself()
    {
        string photo = WithIptc(
            Text(25, "日本"u8), Text(25, Encoding.Latin1.GetBytes("Größe")), Text(80, Encoding.Latin1.GetBytes("José")), Text(80, "日本"u8),
            Text(90, "Zürich"u8), Text(120, Encoding.Latin1.GetBytes("ü &amp; ${x}\r\n\"ß\"")));

        Set(photo, ["cat"]);

        Assert.Equal(["日本", "Größe", "cat"], MetadataTools.IptcKeywords(photo));
        Assert.Equal(["José", "日本"], MetadataTools.Iptc(photo, "Byline"));
        Assert.Equal(["Zürich"], MetadataTools.Iptc(photo, "City"));
        Assert.True(File.ReadAllBytes(photo).AsSpan().IndexOf("ü &amp; ${x}\r\n\"ß\""u8) > 0);
    }

    [Fact]
    public void Bytes_of_another_code_page_stay()
    {
        string photo = WithIptc(Text(25, [(byte)'a', 0x81, 0x8D, 0x8F, 0x90, 0x9D, (byte)'z']));

        Set(photo, ["cat"]);

        Assert.Equal(["a\u0081\u008D\u008F\u0090\u009Dz", "cat"], MetadataTools.IptcKeywords(photo));
        Assert.Equal(["a\u0081\u008D\u008F\u0090\u009Dz", "cat"], MetadataTools.SubjectsByExifTool(photo));
        string written = Hash(photo);
        Set(photo, ["cat"]);
        Assert.Equal(written, Hash(photo));
    }

    [Fact]
    public void Codes_that_shift_between_character_sets_are_an_error_of_the_file()
    {
        string photo = WithIptc(Text(25, "\u001B$B%F\u001B(B"u8));
        string before = Hash(photo);

        System.Management.Automation.ErrorRecord error = Assert.Single(TrySet(photo, ["cat"]).Errors);

        Assert.Contains("ISO 2022", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, Hash(photo));
    }

    [Fact]
    public void A_byte_of_Latin_in_XMP_becomes_its_letter()
    {
        string photo = WithSegments(Xmp([.. "<rdf:li>caf"u8, 0xE9, .. "</rdf:li>"u8]));

        Set(photo, ["cat"]);

        Assert.Equal("café, cat", MetadataTools.Subjects(photo));
        Assert.Equal(["café", "cat"], MetadataTools.IptcKeywords(photo));
    }

    [Fact]
    public void Composed_and_decomposed_letters_are_the_same()
    {
        string decomposed = "Größe".Normalize(NormalizationForm.FormD);
        string photo = Photo();
        Set(photo, [decomposed]);
        string before = Hash(photo);

        Set(photo, ["Größe"]);
        Assert.Equal(before, Hash(photo));
        Assert.Equal([decomposed], MetadataTools.IptcKeywords(photo));

        Set(photo, ["Größe"], "-Remove");
        Assert.Empty(MetadataTools.IptcKeywords(photo));
    }
}
