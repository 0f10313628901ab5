using System.Net;
using System.Text.Json.Nodes;
using SkiaSharp;

namespace Clarifai.Local.Tests;

/// <summary>Inputs that are broken, too large, of another kind or made to do harm.</summary>
[Collection(nameof(MeasuredMemory))]
public sealed class HostileInputTests(RunningEngine engine)
{
    public static TheoryData<SKEncodedImageFormat, double> CutOffPictures
    {
        get
        {
            var data = new TheoryData<SKEncodedImageFormat, double>();
            SKEncodedImageFormat[] formats = [SKEncodedImageFormat.Jpeg, SKEncodedImageFormat.Png, SKEncodedImageFormat.Webp];
            foreach (SKEncodedImageFormat format in formats)
            {
                foreach (double share in (double[])[0.05, 0.3, 0.6, 0.95])
                {
                    data.Add(format, share);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(CutOffPictures))]
    public async Task A_picture_that_is_cut_off_is_refused(SKEncodedImageFormat format, double share)
    {
        byte[] whole = Pictures.Convert(Samples.Read(Samples.Cat), format);

        await AssertInputRejectedAsync(StatusCodes.ImageDecodeFailed, PredictBody.Image(whole[..(int)(whole.Length * share)]));
    }

    [Fact]
    public async Task A_large_picture_that_is_cut_off_is_refused_though_it_is_decoded_at_a_smaller_scale()
    {
        byte[] whole = Pictures.Enlarge(Samples.Read(Samples.Cat), 6);

        await AssertInputRejectedAsync(StatusCodes.ImageDecodeFailed, PredictBody.Image(whole[..(whole.Length * 9 / 10)]));
    }

    [Fact]
    public async Task Text_is_an_unsupported_format() =>
        await AssertInputRejectedAsync(
            StatusCodes.InputUnsupportedFormat, PredictBody.Image([.. "This is no picture, and it goes on for a while."u8]));

    [Theory]
    [InlineData("<!DOCTYPE html><title>Not found</title>", "it looks like a web page")]
    [InlineData("\0\u0001\u0002", "its format is unknown")]
    public async Task What_is_not_an_image_is_refused_with_what_it_looks_like(string content, string impression)
    {
        EngineAnswer answer = await AssertInputRejectedAsync(
            StatusCodes.InputUnsupportedFormat, PredictBody.Image(System.Text.Encoding.ASCII.GetBytes(content)));

        Assert.Equal(
            $"The input is not an image this engine can read; {impression}. "
            + "Supported formats: JPEG, PNG, WebP, GIF, BMP, TIFF, HEIC, and AVIF.",
            answer.Details);
    }

    [Fact]
    public async Task A_film_is_an_unsupported_format() =>
        await AssertInputRejectedAsync(
            StatusCodes.InputUnsupportedFormat, PredictBody.Image([0, 0, 0, 0x18, .. "ftypisom"u8, 0, 0, 2, 0, .. "isomiso2"u8]));

    [Theory]
    [InlineData("GIF, one pixel", "R0lGODdhAQABAIAAAP///////ywAAAAAAQABAAACAkQBADs=")]
    [InlineData("BMP, one pixel", "Qk06AAAAAAAAADYAAAAoAAAAAQAAAAEAAAABABgAAAAAAAQAAAAAAAAAAAAAAAAAAAAAAAAA////AA==")]
    public async Task Small_pictures_of_the_lesser_formats_are_read(string what, string base64)
    {
        EngineAnswer answer = await engine.Client.PostAsync(PredictBody.Of(PredictBody.Input("image", "base64", base64)));

        Assert.True(answer.Code == StatusCodes.Success, $"{what}: {answer.Details}");
    }

    [Theory]
    [InlineData(20000, 20000)]
    [InlineData(100000, 100000)]
    [InlineData(1, 90_000_000)]
    public async Task A_picture_that_claims_too_many_pixels_is_refused_before_it_takes_memory(int width, int height)
    {
        long before = GC.GetTotalAllocatedBytes();
        EngineAnswer answer = await engine.Client.PostAsync(PredictBody.Of(PredictBody.Image(Pictures.PngClaiming(width, height))));

        Assert.Contains(Assert.Single(answer.OutputCodes), (int[])[StatusCodes.InputOverLimit, StatusCodes.ImageDecodeFailed]);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 50_000_000);
    }

    [Fact]
    public async Task The_limit_of_pixels_is_the_services() =>
        await AssertInputRejectedAsync(StatusCodes.InputOverLimit, PredictBody.Image(Pictures.PngClaiming(10_000, 8_501)));

    [Theory]
    [InlineData("not base64!")]
    [InlineData("QUJD=")]
    [InlineData("data:image/jpeg;base64,QUJD")]
    public async Task Text_that_is_not_base64_is_refused(string text) =>
        await AssertInputRejectedAsync(StatusCodes.InputInvalidArgument, PredictBody.Input("image", "base64", text));

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"data":null}""")]
    [InlineData("""{"data":{}}""")]
    [InlineData("""{"data":{"image":{}}}""")]
    [InlineData("""{"data":{"image":{"url":""}}}""")]
    [InlineData("""{"data":{"image":{"base64":null}}}""")]
    [InlineData("""{"data":{"image":{"base64":""}}}""")]
    [InlineData("""{"data":{"image":{"base64":" "}}}""")]
    public async Task An_input_without_content_is_refused(string input) =>
        await AssertInputRejectedAsync(StatusCodes.InputInvalidArgument, JsonNode.Parse(input)!);

    [Theory]
    [InlineData("text", "raw", "words")]
    [InlineData("audio", "base64", "AAAA")]
    public async Task Other_media_are_refused_by_name(string kind, string member, string value)
    {
        EngineAnswer answer = await AssertInputRejectedAsync(StatusCodes.InputUnsupportedFormat, PredictBody.Input(kind, member, value));

        Assert.Contains(kind, answer.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_over_the_limit_of_bytes_is_refused()
    {
        byte[] picture = Samples.Read(Samples.Cat);
        ServiceLimits limits = ServiceLimits.Current;
        await using EngineClient exact = await EngineClient.StartAsync(limits with { MaximumImageBytes = picture.Length });
        await using EngineClient small = await EngineClient.StartAsync(limits with { MaximumImageBytes = picture.Length - 1 });

        Assert.Contains("cat", (await exact.PredictAsync(picture)).Concepts().Keys);
        Assert.Equal([StatusCodes.InputOverLimit], (await small.PredictAsync(picture)).OutputCodes);
    }

    private async Task<EngineAnswer> AssertInputRejectedAsync(int code, JsonNode input)
    {
        EngineAnswer answer = await engine.Client.PostAsync(PredictBody.Of(input));

        Assert.Equal((HttpStatusCode.BadRequest, StatusCodes.Failure), (answer.Http, answer.Code));
        Assert.Equal([code], answer.OutputCodes);
        Assert.Empty(answer.Outputs[0].GetProperty("data").EnumerateObject());
        Assert.NotEmpty(answer.Outputs[0].GetProperty("status").GetProperty("details").GetString()!);
        return answer;
    }
}
