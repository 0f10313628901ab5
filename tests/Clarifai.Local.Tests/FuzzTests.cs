using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using SkiaSharp;

namespace Clarifai.Local.Tests;

/// <summary>
/// Pictures and requests with random damage, the same ones in every run: each gets an answer with a code, and none ends or holds up the
/// engine.
/// </summary>
public sealed class FuzzTests(RunningEngine engine)
{
    private const int BatchLength = 32;
    private const int PicturesOfEachFormat = 4 * BatchLength;
    private const int Requests = 400;

    private static readonly int[] CodesOfPictures =
        [StatusCodes.Success, StatusCodes.InputUnsupportedFormat, StatusCodes.InputOverLimit, StatusCodes.ImageDecodeFailed];

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public async Task Damaged_pictures_are_answered_one_by_one(SKEncodedImageFormat format)
    {
        var random = new Random((int)format);
        byte[] whole = Pictures.Convert(Pictures.Crop(Samples.Read(Samples.Cat), new SKRectI(0, 0, 200, 150)), format);
        await AssertAnsweredAsync(whole, random);
    }

    [Fact]
    public async Task Damaged_requests_are_answered()
    {
        var random = new Random(1);
        byte[] whole = Encoding.UTF8.GetBytes(PredictBody.WithOptions(Pictures.Solid(8, 8, SKColors.Red), new JsonObject
        {
            ["max_concepts"] = 3,
            ["min_value"] = 0.5,
            ["sample_ms"] = 1000,
            ["language"] = "en",
            ["select_concepts"] = new JsonArray(new JsonObject { ["name"] = "cat" }),
        }));

        var seen = new HashSet<int>();
        for (int number = 0; number < Requests; number++)
        {
            using var content = new ByteArrayContent(Damage(whole, random));
            EngineAnswer answer = await engine.Client.SendAsync(
                new HttpRequestMessage(HttpMethod.Post, EngineClient.OutputsPath) { Content = content });

            Assert.True((int)answer.Http < 500, $"Request {number}: {answer.Json}");
            Assert.True(StatusCodes.IsKnown(answer.Code), $"Request {number}: {answer.Json}");
            _ = seen.Add(answer.Code);
        }

        Assert.Superset(new HashSet<int> { StatusCodes.Success, StatusCodes.BadRequestFormat, StatusCodes.Failure }, seen);
        Assert.Contains("cat", (await engine.Client.PredictAsync(Samples.Read(Samples.Cat))).Concepts().Keys);
    }

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    public async Task Nesting_without_end_is_a_bad_request(char bracket) =>
        (await engine.Client.PostAsync("{\"inputs\":" + string.Concat(Enumerable.Repeat(bracket == '[' ? "[" : "{\"a\":", 100_000))))
            .AssertRejected(HttpStatusCode.BadRequest, StatusCodes.BadRequestFormat);

    [Theory]
    [InlineData("cat.heic")]
    [InlineData("cat.avif")]
    [InlineData("tiff-jpeg.tif")]
    [InlineData("tiff-big.tif")]
    [InlineData("tiff-tiled.tif")]
    [InlineData("tiff-two-pages.tif")]
    [InlineData("profile.tif")]
    [InlineData("cmyk.jpg")]
    public async Task Damaged_pictures_of_other_formats_are_answered_one_by_one(string file) =>
        await AssertAnsweredAsync(Pictures.Read(file), new Random(19));

    private static byte[] Damage(byte[] whole, Random random)
    {
        List<byte> bytes = [.. whole];
        for (int times = random.Next(1, 6); times > 0; times--)
        {
            int at = random.Next(bytes.Count);
            int length = Math.Min(random.Next(1, 40), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, length);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count - length + 1), length));
                    break;
                case 4:
                    byte[] noise = new byte[length];
                    random.NextBytes(noise);
                    bytes.InsertRange(at, noise);
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }

            if (bytes.Count == 0)
            {
                break;
            }
        }

        return [.. bytes];
    }

    private async Task AssertAnsweredAsync(byte[] whole, Random random)
    {
        foreach (byte[][] batch in Enumerable.Range(0, PicturesOfEachFormat).Select(_ => Damage(whole, random)).Chunk(BatchLength))
        {
            EngineAnswer answer = await engine.Client.PredictAsync(batch);

            Assert.Equal(batch.Length, answer.Outputs.Count);
            Assert.All(answer.OutputCodes, code => Assert.Contains(code, CodesOfPictures));
            Assert.NotEqual(HttpStatusCode.InternalServerError, answer.Http);
        }
    }
}
