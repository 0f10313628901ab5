namespace Clarifai.Local.Imaging;

/// <summary>
/// A color in Björn Ottosson's Oklab with its two hue axes stretched, as he recommends for distances: dark brown is then closer to black
/// than to dark blue.
/// </summary>
internal readonly record struct Oklab(float Lightness, float GreenRed, float BlueYellow)
{
    private const float HueStretch = 2;

    private static readonly float[] LinearOfByte = [.. Enumerable.Range(0, byte.MaxValue + 1).Select(value => Linearise(value / 255f))];

    /// <param name="red">0 to 255, sRGB.</param>
    /// <param name="green">0 to 255, sRGB.</param>
    /// <param name="blue">0 to 255, sRGB.</param>
    public static Oklab FromRgb(int red, int green, int blue)
    {
        (float r, float g, float b) = (LinearOfByte[red], LinearOfByte[green], LinearOfByte[blue]);
        float l = MathF.Cbrt((0.4122214708f * r) + (0.5363325363f * g) + (0.0514459929f * b));
        float m = MathF.Cbrt((0.2119034982f * r) + (0.6806995451f * g) + (0.1073969566f * b));
        float s = MathF.Cbrt((0.0883024619f * r) + (0.2817188376f * g) + (0.6299787005f * b));
        return new Oklab(
            (0.2104542553f * l) + (0.7936177850f * m) - (0.0040720468f * s),
            HueStretch * ((1.9779984951f * l) - (2.4285922050f * m) + (0.4505937099f * s)),
            HueStretch * ((0.0259040371f * l) + (0.7827717662f * m) - (0.8086757660f * s)));
    }

    public float DistanceSquared(Oklab other)
    {
        float lightness = Lightness - other.Lightness;
        float greenRed = GreenRed - other.GreenRed;
        float blueYellow = BlueYellow - other.BlueYellow;
        return (lightness * lightness) + (greenRed * greenRed) + (blueYellow * blueYellow);
    }

    private static float Linearise(float value) => value <= 0.04045f ? value / 12.92f : MathF.Pow((value + 0.055f) / 1.055f, 2.4f);
}
