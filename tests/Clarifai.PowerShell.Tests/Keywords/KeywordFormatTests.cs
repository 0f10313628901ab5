using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Keywords;

/// <summary>Each format gets the lists that programs read in it, and keeps its pixels.</summary>
public sealed class KeywordFormatTests : KeywordTest
{
    private static readonly string[] Names =
    [
        "cat", "Fußgänger 🐈", "дом", "[x] <y> & \"z\"", "<=a", "@file", "-all=", "#[CSTR]\\n", "${filename} $x %d", "True", "007", "{a=b}",
    ];

    private static string Joined => string.Join(", ", Names);

    [Theory]
    [InlineData("jpg")]
    [InlineData("tif")]
    public void A_photo_gets_both_lists(string extension)
    {
        string photo = Make(extension);
        string pixels = MetadataTools.Pixels(photo);

        Set(photo, Names);

        Assert.Equal(Joined, MetadataTools.Subjects(photo));
        Assert.Equal(Names, MetadataTools.IptcKeywords(photo));
        Assert.Equal(pixels, MetadataTools.Pixels(photo));
    }

    [Theory]
    [InlineData("png")]
    [InlineData("webp")]
    public void A_picture_gets_XMP_alone(string extension)
    {
        string picture = Make(extension);
        string pixels = MetadataTools.Pixels(picture);

        Set(picture, Names);

        Assert.Equal(Joined, MetadataTools.Subjects(picture));
        Assert.Empty(MetadataTools.IptcKeywords(picture));
        Assert.Equal(pixels, MetadataTools.Pixels(picture));
    }

    [Theory]
    [InlineData("gif")]
    [InlineData("mp4")]
    [InlineData("mov")]
    public void What_exiv2_does_not_show_has_them_as_well(string extension)
    {
        string file = Make(extension);
        string pixels = MetadataTools.Pixels(file);

        Set(file, Names);

        Assert.Equal(Names, MetadataTools.SubjectsByExifTool(file));
        Assert.Equal(pixels, MetadataTools.Pixels(file));
    }

    [Theory]
    [InlineData("heic")]
    [InlineData("avif")]
    public void A_photo_of_a_phone_keeps_its_coded_picture(string extension)
    {
        string photo = Make(extension);
        byte[] coded = MediaData(photo).ToArray();

        Set(photo, Names);

        Assert.Equal(Names, MetadataTools.SubjectsByExifTool(photo));
        Assert.True(MediaData(photo).IndexOf(coded) >= 0);
    }

    [Fact]
    public void Other_formats_are_left_alone_and_the_error_knows_the_way()
    {
        string file = Make("bmp");
        string before = Hash(file);

        System.Management.Automation.ErrorRecord error = Assert.Single(TrySet(file, ["cat"]).Errors);

        Assert.Equal("UnsupportedMediaType", error.Id());
        Assert.Contains("-Sidecar", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(before, Hash(file));
        AssertFiles("a.bmp");
    }

    private string Make(string extension)
    {
        string path = Folder.PathOf("a." + extension);
        string? ready = extension switch
        {
            "jpg" => Repository.PathOf("samples", "cat.jpg"),
            "mp4" => Repository.PathOf("samples", "slideshow.mp4"),
            "heic" or "avif" => Repository.PathOf("tests", "Clarifai.Local.Tests", "Data", "pictures", "cat." + extension),
            _ => null,
        };
        if (ready is not null)
        {
            File.Copy(ready, path);
        }
        else if (extension == "mov")
        {
            MetadataTools.Convert(Repository.PathOf("samples", "slideshow.mp4"), path, "-c", "copy");
        }
        else
        {
            MetadataTools.Convert(Repository.PathOf("samples", "cat.jpg"), path);
        }

        return path;
    }

    // What comes behind the box's name: with the lengths before it, this is all of the coded picture.
    private static ReadOnlySpan<byte> MediaData(string path)
    {
        ReadOnlySpan<byte> file = File.ReadAllBytes(path);
        int at = file.IndexOf("mdat"u8);
        Assert.True(at >= 4);
        int length = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(file[(at - 4)..]);
        return file.Slice(at + 4, length - 8);
    }
}
