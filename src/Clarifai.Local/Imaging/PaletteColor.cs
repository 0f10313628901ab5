using System.Globalization;

namespace Clarifai.Local.Imaging;

/// <summary>Pixels of similar color.</summary>
/// <param name="Red">The mean, 0 to 255.</param>
/// <param name="Green">The mean, 0 to 255.</param>
/// <param name="Blue">The mean, 0 to 255.</param>
/// <param name="Share">Their share of the image, 0 to 1.</param>
internal readonly record struct PaletteColor(double Red, double Green, double Blue, double Share)
{
    public Oklab Mean => Oklab.FromRgb((int)Math.Round(Red), (int)Math.Round(Green), (int)Math.Round(Blue));

    public string Hex =>
        string.Create(CultureInfo.InvariantCulture, $"#{(int)Math.Round(Red):x2}{(int)Math.Round(Green):x2}{(int)Math.Round(Blue):x2}");

    /// <summary>Merges all of them into one.</summary>
    public static PaletteColor Sum(IEnumerable<PaletteColor> colors)
    {
        (double red, double green, double blue, double share) = (0, 0, 0, 0);
        foreach (PaletteColor color in colors)
        {
            red += color.Red * color.Share;
            green += color.Green * color.Share;
            blue += color.Blue * color.Share;
            share += color.Share;
        }

        return new PaletteColor(red / share, green / share, blue / share, share);
    }
}
