using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using SkiaSharp;

namespace Clarifai.Local.Tests.Own;

/// <summary>Different photos of what the samples show: parts of them, some mirrored.</summary>
internal static class Photos
{
    private const int Side = 300;
    private const int Step = 8;

    private static readonly ConcurrentDictionary<(string Sample, int Number), byte[]> Made = new();

    public static byte[] Cat(int number) => Get(Samples.Cat, number);

    public static byte[] Astronaut(int number) => Get(Samples.Astronaut, number);

    public static byte[] Coffee(int number) => Get("coffee.jpg", number);

    /// <summary>Inputs that show a cat, a cup and a person.</summary>
    public static JsonObject[] OneOfEach() => OfEach(1);

    /// <summary>Inputs that show three cats, cups and persons.</summary>
    public static JsonObject[] ThreeOfEach() => OfEach(3);

    private static JsonObject[] OfEach(int count) =>
    [
        .. Enumerable.Range(1, count).SelectMany(number => new[]
        {
            OwnEngine.Input($"cat{number}", Cat(number), "cat"),
            OwnEngine.Input($"cup{number}", Coffee(number), "cup"),
            OwnEngine.Input($"person{number}", Astronaut(number), "person"),
        }),
    ];

    private static byte[] Get(string sample, int number) => Made.GetOrAdd((sample, number), photo => Part(photo.Sample, photo.Number));

    private static byte[] Part(string sample, int number)
    {
        byte[] photo = Samples.Read(sample);
        SKSizeI size = SKBitmap.DecodeBounds(photo).Size;
        int side = Math.Min(Side, Math.Min(size.Width, size.Height) - (Step * 6));
        int shift = number * Step % (Step * 6);
        byte[] part = Pictures.Crop(photo, SKRectI.Create(shift, (shift + number) % (Step * 6), side, side));
        return number % 2 == 0 ? part : Pictures.Mirror(part);
    }
}
