using System.Text;

namespace Clarifai.Tests;

public sealed class MediaSnifferTests
{
    /// <summary>Starts of files, as Latin-1 text: what is known of them, what they are called and what they are sent as.</summary>
    private static readonly (string Start, string? Name, MediaKind? Kind)[] Rows =
    [
        ("\u00ff\u00d8\u00ff\u00e0\0\u0010JFIF", "JPEG", MediaKind.Image),
        ("\u00ff\u00d8\u00ff\u00e1\0\u0010Exif", "JPEG", MediaKind.Image),
        ("\u00ff\u00d8\u00ff\u00db", "JPEG", MediaKind.Image),
        ("\u0089PNG\r\n\u001a\n\0\0\0\rIHDR", "PNG", MediaKind.Image),
        ("GIF87a\u0001\0\u0001\0", "GIF", MediaKind.Image),
        ("GIF89a\u0001\0\u0001\0", "GIF", MediaKind.Image),
        ("BM\u0036\u0004\0\0\0\0\0\0\u0036\0\0\0(\0\0\0", "BMP", MediaKind.Image),
        ("BM\u0036\u0004\0\0abcd\u0036\0\0\0(\0\0\0", "BMP", MediaKind.Image),
        ("BM\u0036\u0004\0\0\0\0\0\0\u0036\0\0\0\u007c\0\0\0", "BMP", MediaKind.Image),
        ("BM\u0036\u0004\0\0\0\0\0\0\u0036\0\0\0\u0029\0\0\0", null, null),
        ("II*\0\u0008\0\0\0", "TIFF", MediaKind.Image),
        ("MM\0*\0\0\0\u0008", "TIFF", MediaKind.Image),
        ("II+\0\u0008\0\0\0", "TIFF", MediaKind.Image),
        ("MM\0+\0\u0008\0\0", "TIFF", MediaKind.Image),
        ("RIFF\u0024\0\0\0WEBPVP8 ", "WebP", MediaKind.Image),
        ("RIFF\u0024\0\0\0AVI LIST", "AVI", MediaKind.Video),
        ("\0\0\0\u0018ftypmp42\0\0\0\0mp42isom", "MP4", MediaKind.Video),
        ("\0\0\0\u0018ftypisom\0\0\u0002\0isomiso2", "MP4", MediaKind.Video),
        ("\0\0\0\u0018ftypM4V \0\0\0\u0001M4V mp42", "MP4", MediaKind.Video),
        ("\0\0\0\u0014ftypqt  \u0020\u0005\u0003\0qt  ", "QuickTime", MediaKind.Video),
        ("\0\0\0\u0008wide\0\0\u0010\0mdat", "QuickTime", MediaKind.Video),
        ("\0\0\u0010\0moov\0\0\0lmvhd", "QuickTime", MediaKind.Video),
        ("\0\0\u0010\0mdat\0\0\0\0", "QuickTime", MediaKind.Video),
        ("\0\0\0\u0018ftyp3gp5\0\0\u0001\03gp5isom", "3GPP", MediaKind.Video),
        ("\0\0\0\u0018ftyp3g2a\0\0\0\03g2a", "3GPP", MediaKind.Video),
        ("\u001aE\u00df\u00a3\u0001\0\0\0\0\0\0\u001f", "Matroska or WebM", MediaKind.Video),
        ("0&\u00b2u\u008ef\u00cf\u0011\u00a6\u00d9\0\u00aa", "Windows Media", MediaKind.Video),
        ("\0\0\0\u0018ftypheic\0\0\0\0mif1heic", "HEIC", null),
        ("\0\0\0\u0018ftyphevc\0\0\0\0msf1hevc", "HEIC", null),
        ("\0\0\0\u0018ftypmif1\0\0\0\0mif1heic", "HEIC", null),
        ("\0\0\0\u001cftypmif1\0\0\0\0mif1miafavif", "AVIF", null),
        ("\0\0\0\u001cftypavif\0\0\0\0avifmif1miaf", "AVIF", null),
        ("\0\0\0\u0018ftypavis\0\0\0\0avismsf1", "AVIF", null),
        ("\0\0\0\u0010ftypmif1\0\0\0\0", "HEIC", null),
        ("%PDF-1.7\n%\u00e2\u00e3", "PDF", null),
        ("PK\u0003\u0004\u0014\0\u0006\0", "ZIP", null),
        ("just a note", "text", null),
        ("@{Path=C:\\cat.jpg}", "text", null),
        ("#EXTM3U\r\nfile:///etc/passwd", "text", null),
        ("<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "text", null),
        ("<!DOCTYPE html><html>", "web page", null),
        ("\u00ef\u00bb\u00bf\r\n <html lang=\"en\">", "web page", null),
        ("\u00ef\u00bb\u00bfwith a mark", "text", null),
        ("\u00ff\u00feu\0t\0f\0", "text", null),
        ("\u00fe\u00ff\0u\0t\0f", "text", null),
        ("BMX is a sport", "text", null),
        ("RIFF\u0024\0\0\0WAVEfmt ", null, null),
        ("\u007fELF\u0002\u0001\u0001\0", null, null),
        ("MZ\u0090\0\u0003\0\0\0", null, null),
        ("\u0089PNG\n\u001a\n", null, null),
        ("\0\0\0\0\0\0\0\0", null, null),
        ("\u001f\u008b\u0008\0", null, null),
        ("", null, null),
        ("\0\0\0\u0008ftyp", null, null),
        ("\0\0\0\u000bftypavi", null, null),
    ];

    public static TheoryData<string, string?, string?> Formats => Data(Rows);

    /// <summary>Text is told by all of its bytes and the unknown by none; the others have a mark.</summary>
    public static TheoryData<string, string?, string?> Marked =>
        Data(Rows.Where(row => row.Name is not null and not ("text" or "web page")));

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_format_is_told_by_its_first_bytes(string start, string? name, string? kind)
    {
        MediaFormat? format = MediaSniffer.Sniff(Encoding.Latin1.GetBytes(start));

        Assert.Equal((name, kind), (format?.Name, format?.Kind?.ToString()));
        Assert.Equal(name, format?.ToString());
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void What_the_service_reads_becomes_an_input_and_the_rest_is_refused_by_name(string start, string? name, string? kind)
    {
        byte[] content = Encoding.Latin1.GetBytes(start);
        if (kind is not null)
        {
            var input = PredictInput.FromBytes(content, "bytes");

            Assert.Equal((kind, (long)content.Length, "bytes"), (input.Kind.ToString(), input.Length, input.Source));
            return;
        }

        ClarifaiException error = Assert.Throws<ClarifaiException>(() => PredictInput.FromBytes(content, "bytes"));
        Assert.Equal(ErrorId.UnsupportedMediaType, error.ErrorId);
        Assert.Contains(
            content.Length == 0 ? "'bytes' is empty" : name ?? "its format is unknown", error.Message, StringComparison.Ordinal);
        if (content.Length > 0)
        {
            Assert.Equal(MediaKind.Video, PredictInput.FromBytes(content, "bytes", MediaKind.Video).Kind);
        }
    }

    [Theory]
    [InlineData("\0\0\0\u0018ftypheic\0\0\0\0mif1heic", "HEIC")]
    [InlineData("\0\0\0\u001cftypavif\0\0\0\0avifmif1miaf", "AVIF")]
    public void What_a_service_reads_besides_becomes_a_picture_there_and_elsewhere_the_error_has_that_cause(string start, string name)
    {
        byte[] content = Encoding.Latin1.GetBytes(start);
        ServiceLimits more = ServiceLimits.Current with { FurtherPictureFormats = [name] };
        ServiceLimits others = ServiceLimits.Current with { FurtherPictureFormats = ["JXL"] };

        Assert.Equal(MediaKind.Image, PredictInput.FromBytes(content, "bytes", limits: more).Kind);
        using var stream = new MemoryStream(content);
        Assert.Equal(MediaKind.Image, PredictInput.FromStream(stream, "stream", limits: more).Kind);
        ClarifaiException error = Assert.Throws<ClarifaiException>(() => PredictInput.FromBytes(content, "bytes", limits: others));
        Assert.Equal((ErrorId.UnsupportedMediaType, ErrorCause.ReadByLocalEngine), (error.ErrorId, error.Cause));
    }

    [Theory]
    [MemberData(nameof(Marked))]
    public void A_format_does_not_depend_on_what_follows_its_first_bytes(string start, string? name, string? kind)
    {
        byte[] header = new byte[MediaSniffer.HeaderLength];
        var random = new Random(7);
        random.NextBytes(header);
        Encoding.Latin1.GetBytes(start).CopyTo(header, 0);

        MediaFormat? format = MediaSniffer.Sniff(header);

        Assert.Equal((name, kind), (format?.Name, format?.Kind?.ToString()));
    }

    [Fact]
    public void No_start_of_a_file_is_too_short_to_be_looked_at()
    {
        foreach ((string text, _, _) in Rows)
        {
            byte[] start = Encoding.Latin1.GetBytes(text);
            byte[] header = [.. start, .. new byte[64 - start.Length]];
            for (int length = 0; length <= header.Length; length++)
            {
                MediaFormat? format = MediaSniffer.Sniff(header.AsSpan(0, length));
                Assert.True(format is null || format.Name.Length > 0);
            }
        }
    }

    [Fact]
    public void Random_bytes_are_some_format_or_none()
    {
        var random = new Random(64);
        byte[] header = new byte[64];
        for (int i = 0; i < 50_000; i++)
        {
            Span<byte> bytes = header.AsSpan(0, random.Next(65));
            random.NextBytes(bytes);
            if (bytes.Length > 8 && random.Next(2) == 0)
            {
                "ftyp"u8.CopyTo(bytes[4..]);
            }

            MediaFormat? format = MediaSniffer.Sniff(bytes);
            Assert.True(format is null || format.Name.Length > 0);
        }
    }

    [Theory]
    [InlineData("https://h/a.mp4", MediaKind.Video)]
    [InlineData("https://h/a.MOV", MediaKind.Video)]
    [InlineData("https://h/a.avi?x=1.jpg", MediaKind.Video)]
    [InlineData("https://h/a.wmv#t", MediaKind.Video)]
    [InlineData("https://h/a.3gp", MediaKind.Video)]
    [InlineData("https://h/a.webm", MediaKind.Video)]
    [InlineData("https://h/a.mkv", MediaKind.Video)]
    [InlineData("https://h/a.jpg?x=.mp4", MediaKind.Image)]
    [InlineData("https://h/a.gif", MediaKind.Image)]
    [InlineData("https://h/a", MediaKind.Image)]
    [InlineData("https://h", MediaKind.Image)]
    [InlineData("http://h.mp4/", MediaKind.Image)]
    public void The_kind_of_an_address_comes_from_its_extension(string address, Enum kind)
    {
        Assert.Equal(kind, PredictInput.FromUri(address).Kind);
        Assert.Equal(MediaKind.Video, PredictInput.FromUri(address, MediaKind.Video).Kind);
        Assert.Equal(MediaKind.Image, PredictInput.FromUri(address, MediaKind.Image).Kind);
    }

    [Theory]
    [InlineData("cat.jpg")]
    [InlineData("/cat.jpg")]
    [InlineData("ftp://h/cat.jpg")]
    [InlineData("file:///cat.jpg")]
    [InlineData("data:image/png;base64,AAAA")]
    [InlineData("C:\\cat.jpg")]
    [InlineData("")]
    [InlineData("http://")]
    public void What_is_no_address_is_refused(string address) =>
        Assert.Equal(ErrorId.InputRejected, Assert.Throws<ClarifaiException>(() => PredictInput.FromUri(address)).ErrorId);

    [Fact]
    public void A_stream_that_cannot_seek_is_held_in_memory_up_to_the_limit_of_a_video()
    {
        ServiceLimits limits = ServiceLimits.Current with { MaximumVideoBytes = 10_000 };
        using var fits = new ForwardStream(Pictures.Bytes(0, 10_000));
        using var doesNot = new ForwardStream(Pictures.Bytes(0, 10_001));

        Assert.Equal(10_000, PredictInput.FromStream(fits, "fits", limits: limits).Length);
        Assert.Equal(
            ErrorId.FileTooLarge,
            Assert.Throws<ClarifaiException>(() => PredictInput.FromStream(doesNot, "does not", limits: limits)).ErrorId);
    }

    private static TheoryData<string, string?, string?> Data(IEnumerable<(string Start, string? Name, MediaKind? Kind)> rows) =>
        [.. rows.Select(row => (row.Start, row.Name, row.Kind?.ToString()))];
}
