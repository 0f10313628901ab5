using System.Text;

namespace Clarifai.Tests;

/// <summary>Reads JSON as the answer to a request.</summary>
internal static class Reading
{
    public const string Address = "https://pictures.example/0.jpg";

    public static PredictAnswer Answer(byte[] body, int inputs = 1, int httpStatus = 200, bool keepRaw = false) =>
        ResponseReader.ReadAnswer(
            new ServiceResponse(httpStatus, body),
            [.. Enumerable.Range(0, inputs).Select(i => new IndexedInput(PredictInput.FromUri($"https://pictures.example/{i}.jpg"), i))],
            ModelReference.Default,
            keepRaw,
            new TextPool());

    public static PredictAnswer Answer(string body, int inputs = 1, int httpStatus = 200, bool keepRaw = false) =>
        Answer(Encoding.UTF8.GetBytes(body), inputs, httpStatus, keepRaw);

    /// <summary>The only output of an answer with one output.</summary>
    public static PredictOutput Output(string output, bool keepRaw = false) =>
        Assert.Single(Answer($$"""{"status":{"code":10000,"description":"Ok"},"outputs":[{{output}}]}""", keepRaw: keepRaw).Outputs);

    /// <summary>The only output of an answer with one output that holds this data and went well.</summary>
    public static PredictOutput Data(string data) => Output($$"""{"status":{"code":10000},"data":{{data}}}""");
}
