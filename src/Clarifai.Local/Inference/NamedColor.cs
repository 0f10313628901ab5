using System.Globalization;
using Clarifai.Local.Imaging;
using Clarifai.Local.Manifests;

namespace Clarifai.Local.Inference;

/// <summary>A color with a W3C name.</summary>
internal sealed record NamedColor(string Name, string Hex, Oklab Color)
{
    private const int HexLength = 7;

    /// <summary>Reads a table with a name and a hexadecimal color per line.</summary>
    /// <exception cref="ModelFileException">A line is malformed.</exception>
    public static NamedColor[] ReadTable(ModelFile file) => [.. file.ReadLines().Select((line, index) =>
        line.Split(' ') is [{ Length: > 0 } name, ['#', .. string digits] hex] && hex.Length == HexLength
            && int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int rgb)
            ? new NamedColor(name, hex, Oklab.FromRgb(rgb >> 16, (rgb >> 8) & byte.MaxValue, rgb & byte.MaxValue))
            : throw new ModelFileException(file.Path, index + 1, "it is not a name and a hexadecimal color."))];
}
