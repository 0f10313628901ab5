using SkiaSharp;

namespace Clarifai.Local.Tests.TextReading;

/// <summary>A font of this machine to make pictures of text with.</summary>
internal static class InstalledFont
{
    private static readonly string? Path = new[]
    {
        "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
        System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.Fonts), "arial.ttf"),
        "/System/Library/Fonts/Supplemental/Arial.ttf",
    }.FirstOrDefault(File.Exists);

    private static readonly Lazy<SKTypeface> Face =
        new(() => SKTypeface.FromFile(Path ?? throw new FileNotFoundException("This test needs the font DejaVu Sans or Arial.")));

    /// <summary>Why a test that needs a font is skipped; null where there is one, and on CI, where a missing one fails.</summary>
    public static string? SkipReason =>
        Path is null && Environment.GetEnvironmentVariable("CI") != "true" ? "neither DejaVu Sans nor Arial is installed" : null;

    /// <summary>The font at a size in pixels; the caller disposes of it.</summary>
    public static SKFont OfSize(float pixels) => new(Face.Value, pixels) { Edging = SKFontEdging.Antialias };
}
