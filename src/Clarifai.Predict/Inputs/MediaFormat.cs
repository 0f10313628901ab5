namespace Clarifai;

/// <summary>A file format that is recognized by its first bytes.</summary>
/// <param name="Name">The format's usual name, e.g. JPEG.</param>
/// <param name="Kind">The kind it is sent as; null if the service cannot read it.</param>
/// <param name="MediaType">The media type of an image that browsers can show; null if they cannot.</param>
/// <param name="Demuxer">ffmpeg's name of its demuxer; null if it is not a video.</param>
internal sealed record MediaFormat(string Name, MediaKind? Kind = null, string? MediaType = null, string? Demuxer = null)
{
    public static readonly MediaFormat Jpeg = new("JPEG", MediaKind.Image, "image/jpeg");
    public static readonly MediaFormat Png = new("PNG", MediaKind.Image, "image/png");
    public static readonly MediaFormat Gif = new("GIF", MediaKind.Image, "image/gif", "gif");
    public static readonly MediaFormat Bmp = new("BMP", MediaKind.Image, "image/bmp");
    public static readonly MediaFormat Tiff = new("TIFF", MediaKind.Image);
    public static readonly MediaFormat WebP = new("WebP", MediaKind.Image, "image/webp");
    public static readonly MediaFormat Heic = new("HEIC");
    public static readonly MediaFormat Avif = new("AVIF", MediaType: "image/avif");
    public static readonly MediaFormat Mp4 = new("MP4", MediaKind.Video, Demuxer: "mov");
    public static readonly MediaFormat Mov = new("QuickTime", MediaKind.Video, Demuxer: "mov");
    public static readonly MediaFormat ThreeGpp = new("3GPP", MediaKind.Video, Demuxer: "mov");
    public static readonly MediaFormat Avi = new("AVI", MediaKind.Video, Demuxer: "avi");
    public static readonly MediaFormat Wmv = new("Windows Media", MediaKind.Video, Demuxer: "asf");
    public static readonly MediaFormat Matroska = new("Matroska or WebM", MediaKind.Video, Demuxer: "matroska");
    public static readonly MediaFormat Pdf = new("PDF");
    public static readonly MediaFormat Zip = new("ZIP");
    public static readonly MediaFormat Text = new("text");

    /// <summary>What content looks like, as a clause of an error.</summary>
    public static string Impression(MediaFormat? format) => format is null ? "its format is unknown" : $"it looks like {format.Name}";

    public override string ToString() => Name;
}
