using System.Text;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Keywords;

/// <summary>What a photo has stays, and what would not change is not written.</summary>
public sealed class KeywordMergeTests : KeywordTest
{
    private static readonly string LongName = string.Concat(Enumerable.Repeat("long ", 20)).Trim();

    [Fact]
    public void What_is_in_one_list_comes_into_the_other()
    {
        string photo = Photo();
        MetadataTools.ExifTool("-XMP-dc:Subject=people", "-XMP-dc:Subject=both", "-IPTC:Keywords=both", "-IPTC:Keywords=press", photo);

        Set(photo, ["both"]);

        Assert.Equal("people, both, press", MetadataTools.Subjects(photo));
        Assert.Equal(["people", "both", "press"], MetadataTools.IptcKeywords(photo));
    }

    [Fact]
    public void A_second_run_does_not_touch_the_file()
    {
        string photo = Photo();
        Set(photo, ["cat", "дом", LongName, "cat"]);
        string before = Hash(photo);
        File.SetLastWriteTimeUtc(photo, DateTime.UnixEpoch);

        ScriptResult again = Set(photo, ["дом", LongName, "cat"]);

        Assert.Equal(before, Hash(photo));
        Assert.Contains(again.Verbose, line => line.StartsWith("Nothing to change", StringComparison.Ordinal));
    }

    [Fact]
    public void The_order_of_the_lists_is_no_reason_to_write()
    {
        string photo = Photo();
        MetadataTools.ExifTool("-XMP-dc:Subject=a", "-XMP-dc:Subject=b", "-IPTC:Keywords=b", "-IPTC:Keywords=a", photo);
        string before = Hash(photo);

        Set(photo, ["b", "a"]);

        Assert.Equal(before, Hash(photo));
    }

    [Fact]
    public void A_name_over_the_limit_of_IPTC_is_in_XMP_only()
    {
        string photo = Photo();

        ScriptResult result = Set(photo, [LongName, string.Concat(Enumerable.Repeat("ä", 32))]);

        Assert.Equal($"{LongName}, {string.Concat(Enumerable.Repeat("ä", 32))}", MetadataTools.Subjects(photo));
        Assert.Equal([string.Concat(Enumerable.Repeat("ä", 32))], MetadataTools.IptcKeywords(photo));
        Assert.Single(result.Verbose, line => line.Contains("64 bytes", StringComparison.Ordinal));
    }

    [Fact]
    public void A_name_that_another_program_has_cut_for_IPTC_does_not_come_into_XMP()
    {
        string photo = Photo();
        MetadataTools.ExifTool($"-XMP-dc:Subject={LongName}", $"-IPTC:Keywords={LongName[..64]}", photo);

        Set(photo, ["cat"]);

        Assert.Equal($"{LongName}, cat", MetadataTools.Subjects(photo));
        Assert.Equal(["cat", LongName[..64]], MetadataTools.IptcKeywords(photo));
    }

    [Fact]
    public void Line_breaks_become_spaces_and_other_control_characters_and_blank_names_are_left_out()
    {
        string photo = Photo();

        Set(photo, [" ca\nt\u0000\u0085 ", "\r\n", "a\tb", "\uD800x"]);

        Assert.Equal("ca t, a b, x", MetadataTools.Subjects(photo));
    }

    [Fact]
    public void A_keyword_of_a_stranger_with_a_line_break_does_no_harm()
    {
        string photo = WithIptc(Text(25, "two\n-all=\nlines"u8), Text(25, " lead"u8));

        Set(photo, ["cat"]);

        Assert.Equal(["two -all= lines", "lead", "cat"], MetadataTools.IptcKeywords(photo));
    }

    [Fact]
    public void Adobes_digest_stays_true_where_it_was()
    {
        string photo = Photo();
        MetadataTools.ExifTool("-IPTC:Keywords=a", "-XMP-dc:Subject=a", photo);
        MetadataTools.ExifTool("-Photoshop:IPTCDigest=new", photo);
        string stale = Photo("stale.jpg");
        MetadataTools.ExifTool("-IPTC:Keywords=a", "-XMP-dc:Subject=a", "-Photoshop:IPTCDigest=00112233445566778899aabbccddeeff", stale);

        Set(photo, ["b"]);
        Set(stale, ["b"]);

        (string kept, string current) = Digests(photo);
        Assert.Equal(current, kept);
        (kept, current) = Digests(stale);
        Assert.NotEqual(current, kept);
    }

    [Fact]
    public void Names_are_taken_away()
    {
        string photo = Photo();
        Set(photo, ["cat", "Cat", "дом"]);

        Set(photo, ["cat", "дом", "none"], "-Remove");

        Assert.Equal("Cat", MetadataTools.Subjects(photo));
        Assert.Equal(["Cat"], MetadataTools.IptcKeywords(photo));
    }

    [Fact]
    public void With_a_prefix_all_of_ours_are_taken_away_and_no_other()
    {
        string photo = Photo();
        Set(photo, ["cat", "aimless"]);
        Set(photo, ["cat", "cat", "dog"], "-Prefix 'ai:'");
        Assert.Equal("cat, aimless, ai:cat, ai:dog", MetadataTools.Subjects(photo));

        Session.Run("Get-Item $input | Set-ClarifaiKeyword -Remove -Prefix 'ai:'", photo);

        Assert.Equal("cat, aimless", MetadataTools.Subjects(photo));
        Assert.Equal(["cat", "aimless"], MetadataTools.IptcKeywords(photo));
    }

    [Fact]
    public void Where_the_last_one_goes_the_lists_go_and_other_texts_stay_as_they_are()
    {
        byte[] city = Encoding.Latin1.GetBytes("Köln");
        string photo = WithIptc(Text(25, "cat"u8), Text(90, city));

        Set(photo, ["cat"], "-Remove");

        Assert.Empty(MetadataTools.IptcKeywords(photo));
        Assert.True(File.ReadAllBytes(photo).AsSpan().IndexOf(city) > 0);
    }

    private static (string Kept, string Current) Digests(string photo)
    {
        string[] digests = MetadataTools.Digests(photo);
        return (digests[0], digests[1]);
    }
}
