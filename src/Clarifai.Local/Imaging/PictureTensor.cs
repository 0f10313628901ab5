using Clarifai.Local.Inference;
using SkiaSharp;

namespace Clarifai.Local.Imaging;

/// <summary>Turns picture files into the numbers that a network was trained on.</summary>
internal sealed class PictureTensor
{
    private const int Channels = 3;
    private const int BytesPerPixel = 4;

    // Reading four neighbours loses pixels below half size, where halved copies of the picture help. Blending two of those copies was
    // measured at 12 ms a picture, either of these at less than 1.
    private const float HalfSize = 0.5f;
    private static readonly SKSamplingOptions NearSize = new(SKFilterMode.Linear);
    private static readonly SKSamplingOptions MuchSmaller = new(SKFilterMode.Linear, SKMipmapMode.Nearest);

    private readonly PictureInput _input;
    private readonly float[][] _valueOfByte;

    public PictureTensor(PictureInput input)
    {
        if (input.Mean.Count != Channels || input.StandardDeviation.Count != Channels)
        {
            throw new InvalidDataException($"Input {input.Name} needs {Channels} means and standard deviations.");
        }

        _input = input;
        _valueOfByte = [.. Enumerable.Range(0, Channels).Select(channel => TabulateChannel(input.Mean[channel], input.StandardDeviation[channel]))];
        Shape = input.Layout == TensorLayout.Nchw ? [1, Channels, input.Height, input.Width] : [1, input.Height, input.Width, Channels];
        Length = Channels * input.Width * input.Height;
    }

    public long[] Shape { get; }

    public int Length { get; }

    public void Fill(ReadOnlyMemory<byte> file, Span<float> tensor)
    {
        using var picture = PictureDecoder.Decode(file, upright => Place(upright).Size);
        using SKBitmap drawn = Draw(picture);
        Normalise(drawn.GetPixelSpan(), tensor);
    }

    private static float[] TabulateChannel(float mean, float deviation) =>
        [.. Enumerable.Range(0, byte.MaxValue + 1).Select(value => (value - mean) / deviation)];

    private SKRect Place(SKSizeI upright)
    {
        var whole = new SKRect(0, 0, _input.Width, _input.Height);
        return _input.Fit == PictureFit.Letterbox ? whole.AspectFit(upright) : whole;
    }

    private SKBitmap Draw(DecodedPicture picture)
    {
        var target = new SKBitmap(new SKImageInfo(_input.Width, _input.Height, SKColorType.Bgra8888, SKAlphaType.Opaque, picture.Pixels.ColorSpace));
        using var canvas = new SKCanvas(target);
        canvas.Clear(SKColors.Black);

        SKRect place = Place(picture.UprightSize);
        if (picture.Pixels.AlphaType != SKAlphaType.Opaque)
        {
            // Drawings on a transparent ground are mostly made to be seen on white.
            using var paper = new SKPaint { Color = SKColors.White };
            canvas.DrawRect(place, paper);
        }

        picture.Pixels.SetImmutable();
        using var image = SKImage.FromBitmap(picture.Pixels);
        canvas.Translate(place.Left, place.Top);
        var scale = new SKSize(place.Width / picture.UprightSize.Width, place.Height / picture.UprightSize.Height);
        canvas.Scale(scale.Width, scale.Height);
        canvas.Concat(picture.ToUpright);
        canvas.DrawImage(image, 0, 0, Math.Min(scale.Width, scale.Height) < HalfSize ? MuchSmaller : NearSize);
        return target;
    }

    private void Normalise(ReadOnlySpan<byte> bgra, Span<float> tensor)
    {
        bool planes = _input.Layout == TensorLayout.Nchw;
        int pixelCount = bgra.Length / BytesPerPixel;
        int pixelStep = planes ? 1 : Channels;
        for (int channel = 0; channel < Channels; channel++)
        {
            ReadOnlySpan<float> valueOfByte = _valueOfByte[channel];
            int source = _input.ColorOrder == ColorOrder.Bgr ? channel : Channels - 1 - channel;
            int target = planes ? channel * pixelCount : channel;
            for (; source < bgra.Length; source += BytesPerPixel, target += pixelStep)
            {
                tensor[target] = valueOfByte[bgra[source]];
            }
        }
    }
}
