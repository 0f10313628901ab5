using System.Text;
using Clarifai.Local.Imaging;
using ImageMagick;
using SkiaSharp;

namespace Clarifai.Local.Tests;

/// <summary>What ImageMagick can do in the engine: read three formats, and nothing else that it knows.</summary>
public sealed class MagickPolicyTests(RunningEngine engine)
{
    private const string Canary = "canary-of-a-file";

    public static TheoryData<string, byte[]> Tricks => new()
    {
        { "SVG", Text("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9' fill='red'/></svg>") },
        { "MSL", Text("<?xml version='1.0'?><image><read filename='/etc/hostname'/><write filename='out.png'/></image>") },
        { "MVG", Text("push graphic-context\nviewbox 0 0 9 9\nimage over 0,0 9,9 'text:/etc/hostname'\npop graphic-context\n") },
        { "PDF", Text("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n") },
        { "PS", Text("%!PS-Adobe-3.0\n%%BoundingBox: 0 0 9 9\n(%pipe%id) (w) file showpage\n") },
        { "TXT", Text("# ImageMagick pixel enumeration: 1,1,255,srgb\n0,0: (255,0,0)  #FF0000  red\n") },
        { "@file", Text("@/etc/hostname and more text, so that it is long enough") },
        { "URL", Text("https://example.com/picture.png and more text, so that it is long enough") },
        { "MIFF", Text("id=ImageMagick  version=1.0\nclass=DirectClass  matte=False\ncolumns=1  rows=1  depth=8\n\f\n:\u001aabc") },
        { "PSD", [.. "8BPS\0\u0001\0\0\0\0\0\0\0\u0003\0\0\0\u0001\0\0\0\u0001\0\u0008\0\u0003"u8, .. new byte[40]] },
        { "PNM", Text("P3\n1 1\n255\n255 0 0\n# more text, so that it is long enough\n") },
    };

    [Theory]
    [MemberData(nameof(Tricks))]
    public async Task A_file_of_another_format_reaches_no_reader_whatever_it_calls_itself(string format, byte[] file)
    {
        EngineAnswer plain = await engine.Client.PredictAsync(file);
        Assert.Equal((format, StatusCodes.InputUnsupportedFormat), (format, Assert.Single(plain.OutputCodes)));

        byte[][] disguises =
        [
            Text("II*\0"), Text("MM\0*"), Text("\0\0\0\u0018ftypheic\0\0\0\0mif1heic"), Text("\0\0\0\u0018ftypavif\0\0\0\0mif1avif"),
        ];
        EngineAnswer disguised = await engine.Client.PredictAsync([.. disguises.Select(start => (byte[])[.. start, .. file])]);
        Assert.All(disguised.OutputCodes, code => Assert.Equal(StatusCodes.ImageDecodeFailed, code));
    }

    [Theory]
    [MemberData(nameof(Tricks))]
    public void The_library_itself_refuses_what_the_engine_never_asks_of_it(string format, byte[] file)
    {
        UseOnce();

        Exception refusal = Assert.ThrowsAny<MagickException>(() => new MagickImage(file).Dispose());
        Assert.True(refusal is MagickPolicyErrorException or MagickMissingDelegateErrorException, $"{format}: {refusal}");
    }

    [Theory]
    [InlineData("text:")]
    [InlineData("tiff:")]
    [InlineData("msl:")]
    [InlineData("label:@")]
    [InlineData("@")]
    [InlineData("")]
    public void No_file_is_read_by_its_name(string prefix)
    {
        UseOnce();
        using var folder = new Clarifai.Tests.Video.TestFolder();
        string path = folder.File("picture.tif");
        File.WriteAllText(path, Canary);

        _ = Assert.Throws<MagickPolicyErrorException>(() => new MagickImage(prefix + path).Dispose());
    }

    [Fact]
    public void Nothing_is_written_and_limits_are_set()
    {
        UseOnce();
        using var picture = new MagickImage(TiffFile.Of(Pictures.Blank(8, 8)), MagickFormat.Tiff);

        _ = Assert.Throws<MagickPolicyErrorException>(() => picture.ToByteArray(MagickFormat.Tiff));
        Assert.Equal((0UL, 85_000_000UL), (ResourceLimits.Disk, ResourceLimits.Area));
        Assert.InRange(ResourceLimits.Memory, 1UL, (ulong)Environment.ProcessorCount * 1_000_000_000);
    }

    // What the engine sets, it sets before it decodes the first picture.
    private static void UseOnce()
    {
        using var decoded = PictureDecoder.Decode(
            TiffFile.Of(Pictures.Solid(8, 8, SKColors.Red)), upright => upright, TestContext.Current.CancellationToken);
        Assert.Equal(8, decoded.Pixels.Width);
    }

    private static byte[] Text(string text) => Encoding.Latin1.GetBytes(text);
}
