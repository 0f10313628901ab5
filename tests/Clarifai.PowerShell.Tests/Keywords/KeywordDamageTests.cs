using System.Management.Automation;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Keywords;

/// <summary>
/// Nothing replaces a photo that does not have the keywords and all that the photo had: neither where its metadata are damaged, nor where
/// the program in ExifTool's place does other things.
/// </summary>
public sealed class KeywordDamageTests : KeywordTest
{
    [Fact]
    public void More_than_a_thousand_keywords_stay()
    {
        string[] all = [.. Enumerable.Range(1, 1200).Select(number => $"k{number}")];
        string photo = Photo();
        MetadataTools.ExifTool([.. all.Select(name => $"-XMP-dc:Subject={name}"), photo]);

        Set(photo, ["cat"]);

        Assert.Equal([.. all, "cat"], MetadataTools.Subjects(photo).Split(", "));
        Assert.Equal([.. all, "cat"], MetadataTools.IptcKeywords(photo));
        string written = Hash(photo);
        Set(photo, ["cat"]);
        Assert.Equal(written, Hash(photo));
    }

    [Fact]
    public void A_damaged_packet_is_an_error_and_a_sidecar_the_way_on()
    {
        string photo = WithSegments(Xmp("<rdf:li>people</rdf:li>"u8, end: ""));
        string before = Hash(photo);

        ErrorRecord error = Assert.Single(TrySet(photo, ["cat"]).Errors);

        Assert.Equal("FileReadFailed", error.Id());
        Assert.Contains("XMP format error", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("-Sidecar", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(before, Hash(photo));
        AssertFiles("segments.jpg");
        Set(photo, ["cat"], "-Sidecar");
        AssertFiles("segments.jpg", "segments.jpg.xmp");
    }

    [Fact]
    public void Where_the_result_does_not_have_the_keywords_the_original_stays()
    {
        string twice = WithSegments(Xmp("<rdf:li>first</rdf:li>"u8), Xmp("<rdf:li>second</rdf:li>"u8));
        File.Move(twice, Folder.PathOf("twice.jpg"));

        // Its last dataset ends before it says how long it is.
        WithIptc(Text(25, "dog"u8), [0x1C, 2, 25, 0xFF]);
        string[] photos = [Folder.PathOf("twice.jpg"), Folder.PathOf("segments.jpg")];
        string[] before = [.. photos.Select(Hash)];
        Session.Set("paths", photos);

        ScriptResult result = Session.Try("Get-Item $paths | Set-ClarifaiKeyword cat");

        Assert.Equal(photos, result.Errors.Select(error => error.TargetObject));
        Assert.All(result.Errors, error => Assert.Equal("FileWriteFailed", error.Id()));
        Assert.Equal(before, photos.Select(Hash));
        AssertFiles("twice.jpg", "segments.jpg");
    }

    [Fact]
    public void A_known_problem_that_costs_nothing_is_not_an_error()
    {
        string photo = Photo();
        MetadataTools.ExifTool("-IPTC:Keywords=a", "-XMP-dc:Subject=a", "-Photoshop:IPTCDigest=00112233445566778899aabbccddeeff", photo);

        Set(photo, ["cat"]);

        Assert.Equal("a, cat", MetadataTools.Subjects(photo));
    }

    [Fact]
    public void What_a_wrapper_of_ExifTool_prints_does_not_come_into_the_photo()
    {
        string program = Folder.Program("wrapper", "echo hello; exec exiftool \"$@\"");
        string photo = Photo();

        Set(photo, ["cat"], $"-ExifToolPath '{program}'");

        Assert.Equal("cat", MetadataTools.Subjects(photo));
        Assert.Equal([0xFF, 0xD8], File.ReadAllBytes(photo)[..2]);
    }

    [Fact]
    public void What_a_wrapper_of_ExifTool_changes_is_an_error()
    {
        string program = Folder.Program("wrapper", "exiftool \"$@\" | LC_ALL=C sed 's/<rdf:li>cat</<rdf:li>cut</'");
        string photo = Photo();
        string before = Hash(photo);

        ErrorRecord error = Assert.Single(TrySet(photo, ["cat", "dog"], $"-ExifToolPath '{program}'").Errors);

        Assert.Equal("FileWriteFailed", error.Id());
        Assert.Equal(before, Hash(photo));
        AssertFiles("photo.jpg", "wrapper");
    }

    [Theory]
    [InlineData("exit 0", "'{0}' is not ExifTool or could not be run: it exited early.")]
    [InlineData("head -c 300000 /dev/urandom", "'{0}' is not ExifTool")]
    [InlineData("echo 'no perl' >&2; exit 1", "'{0}' is not ExifTool", "no perl")]
    [InlineData("exiftool \"$@\" | sed 's/^1[0-9][.].*/8.60/'", "'{0}' is ExifTool 8.60", "12")]
    public void A_program_that_is_not_ExifTool_ends_the_run(string script, params string[] expected)
    {
        string program = Folder.Program("program", script);

        ScriptResult result = TrySet(Photo(), ["cat"], $"-ExifToolPath '{program}'");

        Assert.Equal("ExifToolFailed", result.Terminating!.Id());
        Assert.All(
            expected,
            part => Assert.Contains(part.Replace("{0}", program), result.Terminating!.ToString(), StringComparison.Ordinal));
        AssertFiles("photo.jpg", "program");
    }

    [Fact]
    public void An_extension_of_another_format_is_an_error_that_says_so()
    {
        string[] photos = [Photo("a.png"), Photo("b.txt"), Photo("c.dng")];
        Session.Set("paths", photos);

        ScriptResult result = Session.Try("Get-Item $paths | Set-ClarifaiKeyword cat");

        Assert.Equal(photos, result.Errors.Select(error => error.TargetObject));
        Assert.All(result.Errors, error => Assert.Contains(".jpg", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal));
    }

    [Fact]
    public void A_video_in_fragments_is_an_error_in_plain_words()
    {
        string video = Folder.PathOf("a & b.mp4");
        MetadataTools.Convert(
            Repository.PathOf("samples", "slideshow.mp4"), video, "-c", "copy", "-movflags", "frag_keyframe+empty_moov");

        ErrorRecord error = Assert.Single(TrySet(video, ["cat"]).Errors);

        Assert.StartsWith(
            $"'{video}' could not be written: Can't yet handle movie fragments when writing. Use -Sidecar", error.Exception.Message,
            StringComparison.Ordinal);
        AssertFiles("a & b.mp4");
    }

    [Fact]
    public void A_picture_that_ends_early_is_an_error_with_a_reason()
    {
        string picture = Folder.PathOf("a.gif");
        MetadataTools.Convert(Repository.PathOf("samples", "cat.jpg"), picture);
        File.WriteAllBytes(picture, File.ReadAllBytes(picture)[..2000]);

        ErrorRecord error = Assert.Single(TrySet(picture, ["cat"]).Errors);

        Assert.Contains("File format error", error.ToString(), StringComparison.Ordinal);
    }
}
