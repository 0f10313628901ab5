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
        _input = input;
        _valueOfByte = [.. Enumerable.Range(0, Channels).Select(channel => TabulateChannel(input.Mean[channel], input.StandardDeviation[channel]))];
        Shape = input.Layout == TensorLayout.Nchw ? [1, Channels, input.Height, input.Width] : [1, input.Height, input.Width, Channels];
        Length = Channels * input.Width * input.Height;
    }

    public long[] Shape { get; }

    public int Length { get; }

    /// <summary>Decodes a picture file into a tensor.</summary>
    /// <returns>Where in the tensor the picture lies.</returns>
    /// <exception cref="Protocol.InputRejectedException">The bytes are no picture that the engine reads.</exception>
    public PicturePlacement Fill(ReadOnlyMemory<byte> file, Span<float> tensor)
    {
        using var picture = PictureDecoder.Decode(file, upright => Place(upright).Size);
        SKRect place = Place(picture.UprightSize);
        SKMatrix toTensor = SKMatrix.CreateTranslation(place.Left, place.Top)
            .PreConcat(SKMatrix.CreateScale(place.Width / picture.UprightSize.Width, place.Height / picture.UprightSize.Height))
            .PreConcat(picture.ToUpright);
        using SKBitmap drawn = Draw(picture, place, toTensor);
        Normalise(drawn.GetPixelSpan(), tensor);
        return new PicturePlacement(toTensor, picture.Pixels.Info.Size);
    }

    private static float[] TabulateChannel(float mean, float deviation) =>
        [.. Enumerable.Range(0, byte.MaxValue + 1).Select(value => (value - mean) / deviation)];

    private SKRect Place(SKSizeI upright)
    {
        var whole = new SKRect(0, 0, _input.Width, _input.Height);
        return _input.Fit == PictureFit.Letterbox ? whole.AspectFit(upright) : whole;
    }

    private SKBitmap Draw(DecodedPicture picture, SKRect place, SKMatrix toTensor)
    {
        var target = new SKBitmap(new SKImageInfo(_input.Width, _input.Height, SKColorType.Bgra8888, SKAlphaType.Opaque, picture.Pixels.ColorSpace));
        using var canvas = new SKCanvas(target);
        canvas.Clear(SKColors.Black);
        if (picture.Pixels.AlphaType != SKAlphaType.Opaque)
        {
            // Drawings on a transparent ground are mostly made to be seen on white.
            using var paper = new SKPaint { Color = SKColors.White };
            canvas.DrawRect(place, paper);
        }

        picture.Pixels.SetImmutable();
        using var image = SKImage.FromBitmap(picture.Pixels);
        canvas.SetMatrix(toTensor);
        float scale = Math.Min(place.Width / picture.UprightSize.Width, place.Height / picture.UprightSize.Height);
        canvas.DrawImage(image, 0, 0, scale < HalfSize ? MuchSmaller : NearSize);
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
