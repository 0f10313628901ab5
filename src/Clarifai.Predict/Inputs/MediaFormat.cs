namespace Clarifai;

/// <summary>A file format that is recognized by its first bytes.</summary>
/// <param name="Name">The format's usual name, e.g. JPEG.</param>
/// <param name="Look">What a file of this format is, e.g. a JPEG image.</param>
/// <param name="Kind">The kind it is sent as; null if the service cannot read it.</param>
/// <param name="MediaType">The media type of an image that browsers can show; null if they cannot.</param>
/// <param name="Demuxer">ffmpeg's name of its demuxer; null if it is not a video.</param>
internal sealed record MediaFormat(string Name, string Look, MediaKind? Kind = null, string? MediaType = null, string? Demuxer = null)
{
    public static readonly MediaFormat Jpeg = new("JPEG", "a JPEG image", MediaKind.Image, "image/jpeg");
    public static readonly MediaFormat Png = new("PNG", "a PNG image", MediaKind.Image, "image/png");
    public static readonly MediaFormat Gif = new("GIF", "a GIF image", MediaKind.Image, "image/gif", "gif");
    public static readonly MediaFormat Bmp = new("BMP", "a BMP image", MediaKind.Image, "image/bmp");
    public static readonly MediaFormat Tiff = new("TIFF", "a TIFF image", MediaKind.Image);
    public static readonly MediaFormat WebP = new("WebP", "a WebP image", MediaKind.Image, "image/webp");
    public static readonly MediaFormat Heic = new("HEIC", "a HEIC image");
    public static readonly MediaFormat Avif = new("AVIF", "an AVIF image", MediaType: "image/avif");
    public static readonly MediaFormat Mp4 = new("MP4", "an MP4 video", MediaKind.Video, Demuxer: "mov");
    public static readonly MediaFormat Mov = new("QuickTime", "a QuickTime video", MediaKind.Video, Demuxer: "mov");
    public static readonly MediaFormat ThreeGpp = new("3GPP", "a 3GPP video", MediaKind.Video, Demuxer: "mov");
    public static readonly MediaFormat Avi = new("AVI", "an AVI video", MediaKind.Video, Demuxer: "avi");
    public static readonly MediaFormat Wmv = new("Windows Media", "a Windows Media video", MediaKind.Video, Demuxer: "asf");
    public static readonly MediaFormat Matroska = new("Matroska or WebM", "a Matroska or WebM video", MediaKind.Video, Demuxer: "matroska");
    public static readonly MediaFormat Pdf = new("PDF", "a PDF file");
    public static readonly MediaFormat Zip = new("ZIP", "a ZIP file");
    public static readonly MediaFormat Html = new("web page", "a web page");
    public static readonly MediaFormat Text = new("text", "text");

    /// <summary>What content looks like, as a clause of an error.</summary>
    public static string Impression(MediaFormat? format) => format is null ? "its format is unknown" : $"it looks like {format.Look}";

    public override string ToString() => Name;
}
