using System.Numerics;
using System.Runtime.InteropServices;
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

    public PictureTensor(PictureInput input)
    {
        _input = input;
        Shape = input.Layout == TensorLayout.Nchw ? [1, Channels, input.Height, input.Width] : [1, input.Height, input.Width, Channels];
        Length = Channels * input.Width * input.Height;
    }

    public long[] Shape { get; }

    public int Length { get; }

    /// <summary>Decodes a picture file into a tensor.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="tensor">Room for <see cref="Length"/> numbers.</param>
    /// <param name="cancellation">Ends a decoding that can take long.</param>
    /// <returns>Where in the tensor the picture lies.</returns>
    /// <exception cref="Protocol.InputRejectedException">The bytes are no picture that the engine reads.</exception>
    public PicturePlacement Fill(ReadOnlyMemory<byte> file, Span<float> tensor, CancellationToken cancellation)
    {
        using var picture = PictureDecoder.Decode(file, upright => Place(upright).Size, cancellation);
        SKRect place = Place(picture.UprightSize);
        SKMatrix toTensor = SKMatrix.CreateTranslation(place.Left, place.Top)
            .PreConcat(SKMatrix.CreateScale(place.Width / picture.UprightSize.Width, place.Height / picture.UprightSize.Height))
            .PreConcat(picture.ToUpright);
        using SKBitmap drawn = Draw(picture, place, toTensor);
        Normalise(drawn.GetPixelSpan(), tensor);
        return new PicturePlacement(toTensor, picture.Pixels.Info.Size);
    }

    private SKRect Place(SKSizeI upright)
    {
        var whole = new SKRect(0, 0, _input.Width, _input.Height);
        return _input.Fit == PictureFit.Letterbox ? whole.AspectFit(upright) : whole;
    }

    private SKBitmap Draw(DecodedPicture picture, SKRect place, SKMatrix toTensor)
    {
        var target = new SKBitmap(
            new SKImageInfo(_input.Width, _input.Height, SKColorType.Bgra8888, SKAlphaType.Opaque, picture.Pixels.ColorSpace));
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
        int pixelCount = bgra.Length / BytesPerPixel;
        for (int channel = 0; channel < Channels; channel++)
        {
            int source = _input.ColorOrder == ColorOrder.Bgr ? channel : Channels - 1 - channel;
            (float mean, float deviation) = (_input.Mean[channel], _input.StandardDeviation[channel]);
            if (_input.Layout == TensorLayout.Nchw)
            {
                FillPlane(MemoryMarshal.Cast<byte, uint>(bgra), source, tensor.Slice(channel * pixelCount, pixelCount), mean, deviation);
            }
            else
            {
                for (int target = channel; source < bgra.Length; source += BytesPerPixel, target += Channels)
                {
                    tensor[target] = (bgra[source] - mean) / deviation;
                }
            }
        }
    }

    // A pixel is four bytes in the machine's order, so that a shift gives one of its colours; as many at once as the processor takes.
    private static void FillPlane(ReadOnlySpan<uint> pixels, int channel, Span<float> plane, float mean, float deviation)
    {
        int shift = 8 * (BitConverter.IsLittleEndian ? channel : BytesPerPixel - 1 - channel);
        var means = new Vector<float>(mean);
        var deviations = new Vector<float>(deviation);
        int done = 0;
        for (; done <= pixels.Length - Vector<uint>.Count; done += Vector<uint>.Count)
        {
            Vector<uint> values = (new Vector<uint>(pixels[done..]) >>> shift) & new Vector<uint>(byte.MaxValue);
            ((Vector.ConvertToSingle(Vector.AsVectorInt32(values)) - means) / deviations).CopyTo(plane[done..]);
        }

        for (; done < pixels.Length; done++)
        {
            plane[done] = (((pixels[done] >>> shift) & byte.MaxValue) - mean) / deviation;
        }
    }
}
