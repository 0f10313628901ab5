using System.Globalization;
using System.Net;
using System.Net.Mime;
using Clarifai.Local.Imaging;
using SkiaSharp;

namespace Clarifai.Local.Protocol;

/// <summary>
/// POST /picture, an extension of this engine: converts an image's bytes to a JPEG of what the models see. A header contains the transform
/// from the stored image, to which regions refer, to this JPEG. The query specifies the largest size; for an image that is upright and no
/// larger, the answer has no content.
/// </summary>
internal sealed class PictureEndpoint(Predictor predictor, long maximumBytes, CancellationToken engineEnded)
{
    /// <summary>Six numbers, a to f: a position (x, y) maps to (a x + b y + c, d x + e y + f), in fractions of the image.</summary>
    public const string TurnHeader = "Picture-Turn";

    public async Task HandleAsync(HttpContext context)
    {
        var form = PictureForm.Read(context.Request.Query);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, engineEnded);
        using var file = new PooledBytes((int)Math.Min(context.Request.ContentLength ?? 0, maximumBytes));
        await ReadAsync(context.Request.Body, file, ended.Token);
        try
        {
            (byte[]? shown, SKMatrix turn) = await predictor.RunAsync(
                () => (ShownPicture.Of(file.Memory, form, out SKMatrix toUpright, ended.Token), toUpright), ended.Token);
            if (shown is null)
            {
                context.Response.StatusCode = (int)HttpStatusCode.NoContent;
                await context.Response.StartAsync(ended.Token);
                return;
            }

            context.Response.ContentType = MediaTypeNames.Image.Jpeg;
            context.Response.ContentLength = shown.Length;
            context.Response.Headers[TurnHeader] = string.Create(
                CultureInfo.InvariantCulture,
                $"{turn.ScaleX} {turn.SkewX} {turn.TransX} {turn.SkewY} {turn.ScaleY} {turn.TransY}");
            await context.Response.Body.WriteAsync(shown, ended.Token);
        }
        catch (InputRejectedException rejected)
        {
            throw new RequestRejectedException(HttpStatusCode.BadRequest, rejected.Code, rejected.Message, rejected);
        }
    }

    private async Task ReadAsync(Stream body, PooledBytes file, CancellationToken cancellation)
    {
        const int blockLength = 64 * 1024;
        byte[] block = new byte[blockLength];
        int read;
        while ((read = await body.ReadAsync(block, cancellation)) > 0)
        {
            if (file.Length + read > maximumBytes)
            {
                throw new RequestRejectedException(
                    HttpStatusCode.RequestEntityTooLarge, StatusCodes.InputOverLimit, $"The image has more than {maximumBytes} bytes.");
            }

            file.Append(block.AsSpan(0, read));
        }
    }
}
