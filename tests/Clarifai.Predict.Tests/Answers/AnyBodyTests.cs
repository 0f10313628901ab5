using System.Text;
using System.Text.Json;

namespace Clarifai.Tests;

/// <summary>Whatever comes back, it is an answer or one of our own errors.</summary>
public sealed class AnyBodyTests
{
    [Fact]
    public void Random_json_is_an_answer_or_a_clarifai_error()
    {
        int answers = 0;
        for (int seed = 0; seed < 6000; seed++)
        {
            string body = new RandomJson(seed).Document();
            using (JsonDocument.Parse(body))
            {
                // The generator keeps to JSON.
            }

            answers += IsAnswer(Encoding.UTF8.GetBytes(body), $"seed {seed}: {body}") ? 1 : 0;
        }

        // Both ends are reached, or the generator tests nothing.
        Assert.InRange(answers, 500, 5500);
    }

    [Theory]
    [InlineData("image-url-response")]
    [InlineData("video-bytes-response")]
    public void An_answer_with_spoilt_bytes_is_an_answer_or_a_clarifai_error(string name)
    {
        byte[] whole = DataFile.Bytes(name);
        var random = new Random(20190129);
        int answers = 0;
        for (int i = 0; i < 2000; i++)
        {
            byte[] body = [.. whole];
            for (int spoilt = random.Next(1, 4); spoilt > 0; spoilt--)
            {
                // Bytes from elsewhere in the answer leave more of it standing than any byte would.
                body[random.Next(body.Length)] = random.Next(3) == 0 ? (byte)random.Next(256) : whole[random.Next(whole.Length)];
            }

            if (random.Next(4) == 0)
            {
                body = body[..random.Next(body.Length)];
            }

            answers += IsAnswer(body, $"{name}, round {i}: {Convert.ToBase64String(body)}") ? 1 : 0;
        }

        Assert.InRange(answers, 100, 1900);
    }

    [Theory]
    [MemberData(nameof(AnswerKindTests.Names), MemberType = typeof(AnswerKindTests))]
    public void An_answer_with_anything_in_place_of_a_part_is_an_answer_or_a_clarifai_error(string name)
    {
        using var whole = JsonDocument.Parse(KindFile.Bytes(name));
        string[] paths = [.. JsonEdit.Paths(whole.RootElement)];
        var random = new Random(20190129);
        int answers = 0;
        for (int seed = 0; seed < 300; seed++)
        {
            string place = paths[random.Next(paths.Length)];
            string value = new RandomJson(seed).Value();
            string body = JsonEdit.Apply(whole.RootElement, (path, _) => path == place ? value : null);

            answers += IsAnswer(Encoding.UTF8.GetBytes(body), $"{name}, seed {seed}: {body}") ? 1 : 0;
        }

        Assert.InRange(answers, 30, 300);
    }

    [Theory]
    [InlineData("\"\\ud800\"")]
    [InlineData("{\"\\udfff\":1}")]
    public void Text_that_is_no_unicode_is_passed_over_or_a_clarifai_error(string json)
    {
        string[] bodies =
        [
            $$"""{"status":{"code":10000,"description":{{json}}},"outputs":[{}]}""",
            $$"""{"status":{"code":10000},"outputs":[{"data":{"concepts":[{"name":{{json}}}]} }]}""",
            $$"""{"status":{"code":10000},"outputs":[{"created_at":{{json}} }]}""",
            $$"""{"status":{"code":10000},"outputs":[{"input":{"data":{"image":{"base64":{{json}}} } } }]}""",
            $$"""{"status":{"code":10000},"outputs":[{"input":{"data":{"image":{"base64":"","url":{{json}}} } } }]}""",
            $$"""{"status":{"code":{{json}}},"outputs":[{}]}""",
        ];

        Assert.All(bodies, body => IsAnswer(Encoding.UTF8.GetBytes(body), body));
    }

    [Fact]
    public void A_check_of_the_connection_reads_such_text_too()
    {
        byte[] body = """{"status":{"code":10000,"description":"\ud800"}}"""u8.ToArray();

        Assert.Null(Record.Exception(() => ResponseReader.ReadPage(
            new ServiceResponse(200, body), root => CatalogueReader.ReadCheck(root, isUser: false))));
    }

    private static bool IsAnswer(byte[] body, string description)
    {
        try
        {
            PredictAnswer answer = Reading.Answer(body, keepRaw: true);
            if (Assert.Single(answer.Outcomes).Error is { ErrorId: ErrorId.InvalidResponse })
            {
                return false;
            }

            PredictOutput output = Assert.Single(answer.Outputs);
            Assert.NotNull(output.RawJson);
            return true;
        }
        catch (ClarifaiException e)
        {
            Assert.NotEqual(ErrorId.None, e.ErrorId);
            return false;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException(description, e);
        }
    }
}
