using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using Clarifai.Local.Manifests;
using SkiaSharp;

namespace Clarifai.Local.Imaging;

/// <summary>Converts images to the numbers that a network expects.</summary>
internal sealed class PictureTensor
{
    private const int Channels = 3;
    private const int BytesPerPixel = 4;
    private const int NoiseSeed = 1;

    // Training crops at random; evaluation crops the same amount on all sides.
    private const double CenterShare = 0.875;

    private readonly PictureInput _input;

    public PictureTensor(PictureInput input)
    {
        _input = input;
        Shape = input.Layout == TensorLayout.Nchw ? [1, Channels, input.Height, input.Width] : [1, input.Height, input.Width, Channels];
        Length = Channels * input.Width * input.Height;
    }

    public long[] Shape { get; }

    public int Length { get; }

    /// <summary>Fills a tensor with an image.</summary>
    /// <param name="picture">The image, without transparency.</param>
    /// <param name="view">What of it, and how it is brought to the network's size.</param>
    /// <param name="tensor">Room for <see cref="Length"/> numbers.</param>
    /// <returns>The position of the image in the tensor.</returns>
    public PicturePlacement Fill(DecodedPicture picture, PictureView view, Span<float> tensor)
    {
        (SKRect part, SKRectI place) = Place(view, picture.UprightSize);
        byte[] pixels = ArrayPool<byte>.Shared.Rent(_input.Width * _input.Height * BytesPerPixel);
        try
        {
            Span<byte> drawn = pixels.AsSpan(0, _input.Width * _input.Height * BytesPerPixel);
            Draw(picture, part, place, drawn);
            Normalize(drawn, tensor);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(pixels);
        }

        SKMatrix toTensor = SKMatrix.CreateTranslation(place.Left, place.Top)
            .PreConcat(SKMatrix.CreateScale(place.Width / part.Width, place.Height / part.Height))
            .PreConcat(SKMatrix.CreateTranslation(-part.Left, -part.Top))
            .PreConcat(picture.ToUpright);
        return new PicturePlacement(toTensor, picture.Pixels.Info.Size, picture.UprightSize.Height * place.Height / part.Height);
    }

    /// <summary>Fills a tensor with noise that is the same each time.</summary>
    /// <param name="tensor">Room for <see cref="Length"/> numbers.</param>
    public void FillWithNoise(Span<float> tensor)
    {
        byte[] pixels = new byte[_input.Width * _input.Height * BytesPerPixel];
        new Random(NoiseSeed).NextBytes(pixels);
        Normalize(pixels, tensor);
    }

    /// <summary>Draws a view of an image as the network sees it, before colors become numbers.</summary>
    /// <param name="picture">The image, without transparency.</param>
    /// <param name="view">What of it.</param>
    /// <param name="pixels">Room for four bytes a pixel of the network's input: blue, green, red and one to ignore.</param>
    public void Draw(DecodedPicture picture, PictureView view, Span<byte> pixels)
    {
        (SKRect part, SKRectI place) = Place(view, picture.UprightSize);
        Draw(picture, part, place, pixels);
    }

    private (SKRect Part, SKRectI Place) Place(PictureView view, SKSizeI upright)
    {
        var whole = SKRect.Create(upright.Width, upright.Height);
        var input = SKRectI.Create(_input.Width, _input.Height);
        switch (view)
        {
            case PictureView.Center:
                double share = CenterShare * Math.Min((double)upright.Width / _input.Width, (double)upright.Height / _input.Height);
                (double width, double height) = (share * _input.Width, share * _input.Height);
                return (
                    SKRect.Create(
                        (float)((upright.Width - width) / 2), (float)((upright.Height - height) / 2), (float)width, (float)height),
                    input);
            case PictureView.Crop:
                // In whole pixels, like the training tools: the longer side is truncated, the middle rounded to even.
                double enlarged = _input.ResizeSize!.Value / (double)Math.Min(upright.Width, upright.Height);
                (int across, int down) = ((int)(upright.Width * enlarged), (int)(upright.Height * enlarged));
                (double perColumn, double perRow) = ((double)upright.Width / across, (double)upright.Height / down);
                return (
                    SKRect.Create(
                        (float)(Math.Round((across - _input.Width) / 2.0) * perColumn),
                        (float)(Math.Round((down - _input.Height) / 2.0) * perRow),
                        (float)(_input.Width * perColumn),
                        (float)(_input.Height * perRow)),
                    input);
            case PictureView.Letterbox:
                double scale = Math.Min((double)_input.Width / upright.Width, (double)_input.Height / upright.Height);
                int columns = Math.Max(1, (int)Math.Round(upright.Width * scale));
                int rows = Math.Max(1, (int)Math.Round(upright.Height * scale));
                return (whole, SKRectI.Create((_input.Width - columns) / 2, (_input.Height - rows) / 2, columns, rows));
            default:
                return (whole, input);
        }
    }

    // Resized in stored orientation and rotated afterwards, when it is small.
    private void Draw(DecodedPicture picture, SKRect part, SKRectI place, Span<byte> pixels)
    {
        SKRect stored = picture.ToUpright.Invert().MapRect(part);
        SKSizeI size = PictureOrientation.TurnUpright(place.Size, picture.Origin);
        bool isWhole = place.Width == _input.Width && place.Height == _input.Height;
        bool isUpright = picture.ToUpright.IsIdentity;
        if (isWhole && isUpright)
        {
            PictureResampler.Resize(picture.Pixels, stored, size, _input.Resize, pixels);
            return;
        }

        int length = size.Width * size.Height * BytesPerPixel;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(2 * length);
        try
        {
            Span<byte> resized = buffer.AsSpan(0, length);
            PictureResampler.Resize(picture.Pixels, stored, size, _input.Resize, resized);
            if (!isUpright)
            {
                Span<byte> turned = buffer.AsSpan(length, length);
                PictureOrientation.TurnUpright(
                    MemoryMarshal.Cast<byte, uint>(resized), size, picture.Origin, MemoryMarshal.Cast<byte, uint>(turned));
                resized = turned;
            }

            pixels.Clear();
            int rowLength = place.Width * BytesPerPixel;
            for (int row = 0; row < place.Height; row++)
            {
                int start = (((place.Top + row) * _input.Width) + place.Left) * BytesPerPixel;
                resized.Slice(row * rowLength, rowLength).CopyTo(pixels[start..]);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Normalize(ReadOnlySpan<byte> bgra, Span<float> tensor)
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

    // A pixel is four bytes in the machine's order, so that a shift gives one of its colors; as many at once as the processor takes.
    internal static void FillPlane(ReadOnlySpan<uint> pixels, int channel, Span<float> plane, float mean, float deviation)
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
