using System.Buffers;
using System.Globalization;
using Clarifai.Local.Protocol;
using SkiaSharp;

namespace Clarifai.Local.Imaging;

/// <summary>
/// Decodes TIFF files, which Skia does not read, with ffmpeg. It gets the file in a private temporary folder and gives raw pixels.
/// </summary>
internal static class TiffDecoder
{
    private const int BytesPerPixel = 4;
    private const int BlockLength = 64 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Decodes the first picture of the file at the wanted size or, where that is larger, at its own.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="wanted">From a picture's upright size to the size that it will be drawn at.</param>
    /// <param name="cancellation">Ends ffmpeg.</param>
    /// <exception cref="InputRejectedException">ffmpeg is not installed, or the file is too large or damaged.</exception>
    public static DecodedPicture Decode(ReadOnlyMemory<byte> file, Func<SKSizeI, SKSize> wanted, CancellationToken cancellation)
    {
        TiffHeader header = TiffHeader.Read(file.Span)
            ?? throw new InputRejectedException(
                StatusCodes.ImageDecodeFailed, "The picture is damaged: its TIFF directory does not say its size.");
        PictureDecoder.ExpectPixels(header.Size);
        SKSize needed = wanted(PictureOrientation.TurnUpright(header.Size, header.Origin));
        SKSizeI size = ChooseSize(header, needed);
        try
        {
            // The caller holds a core for this picture, and ffmpeg is what uses it meanwhile.
            return DecodeAsync(file, header, size, cancellation).GetAwaiter().GetResult();
        }
        catch (ClarifaiException failure) when (failure.ErrorId == ErrorId.FfmpegNotFound)
        {
            throw new InputRejectedException(
                StatusCodes.InputUnsupportedFormat, $"The local engine reads TIFF with ffmpeg. {failure.Message}", failure);
        }
        catch (ClarifaiException failure) when (failure.ErrorId == ErrorId.FfmpegFailed)
        {
            throw new InputRejectedException(StatusCodes.ImageDecodeFailed, "The picture is damaged: ffmpeg cannot decode it.", failure);
        }
    }

    private static SKSizeI ChooseSize(TiffHeader header, SKSize needed)
    {
        SKSizeI upright = PictureOrientation.TurnUpright(header.Size, header.Origin);
        float scale = Math.Max(needed.Width / upright.Width, needed.Height / upright.Height);
        return scale >= 1
            ? header.Size
            : new SKSizeI((int)Math.Ceiling(header.Size.Width * scale), (int)Math.Ceiling(header.Size.Height * scale));
    }

    private static async Task<DecodedPicture> DecodeAsync(
        ReadOnlyMemory<byte> file, TiffHeader header, SKSizeI size, CancellationToken cancellation)
    {
        FfmpegInstallation installation = FfmpegLocator.Find();
        using var workspace = VideoWorkspace.Create();
        string path = Path.Combine(workspace.Folder, "picture.tiff");
        using (FileStream plain = File.Create(path))
        {
            header.WritePlain(file.Span, plain);
        }

        var picture = new VideoFile(path, "tiff_pipe", file.Length);
        string[] arguments =
        [
            .. FfmpegArguments.Ffmpeg(
                picture,
                "-noautorotate",
                "-xerror",
                "-err_detect",
                "explode",
                "-threads",
                "1",
                "-max_pixels",
                PictureDecoder.MaximumPixels.ToString(CultureInfo.InvariantCulture)),
            "-frames:v", "1",
            "-vf", string.Create(CultureInfo.InvariantCulture, $"scale={size.Width}:{size.Height}:flags=area"),
            "-pix_fmt", "bgra", "-f", "rawvideo", "pipe:1",
        ];
        var limits = new FfmpegLimits
        {
            Silence = Patience,
            TotalTime = Patience,
            OutputBytes = (long)size.Width * size.Height * BytesPerPixel,
        };
        using var ffmpeg = FfmpegProcess.Start(installation.Ffmpeg, arguments, picture, folder: null, limits, cancellation);
        var pixels = new SKBitmap();
        try
        {
            PictureDecoder.Allocate(
                pixels, new SKImageInfo(size.Width, size.Height, SKColorType.Bgra8888, SKAlphaType.Unpremul, PictureDecoder.ColorSpace));
            await ReadAsync(ffmpeg.Output, pixels, cancellation);
            await ffmpeg.ExpectSuccessAsync();
            return new DecodedPicture(pixels, header.Origin);
        }
        catch
        {
            pixels.Dispose();
            throw;
        }
    }

    private static async Task ReadAsync(Stream source, SKBitmap pixels, CancellationToken cancellation)
    {
        byte[] block = ArrayPool<byte>.Shared.Rent(BlockLength);
        try
        {
            int filled = 0;
            int read;
            while ((read = await source.ReadAsync(block.AsMemory(0, BlockLength), cancellation)) > 0)
            {
                block.AsSpan(0, read).CopyTo(pixels.GetPixelSpan()[filled..]);
                filled += read;
            }

            if (filled < pixels.ByteCount)
            {
                throw new InputRejectedException(
                    StatusCodes.ImageDecodeFailed, "The picture is cut off or damaged: ffmpeg gives only a part of it.");
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }
}
