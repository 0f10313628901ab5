using System.Text;

namespace Clarifai.Tests;

/// <summary>Whatever a workflow answers, it is one result an input or one of our own errors.</summary>
public sealed class WorkflowAnswerTests
{
    private static readonly WorkflowReference Workflow = WorkflowReference.Parse("party");

    [Fact]
    public void Random_json_in_place_of_a_result_is_a_result_or_a_clarifai_error()
    {
        for (int seed = 0; seed < 3000; seed++)
        {
            string body = $$"""{"status":{"code":10000},"results":[{{new RandomJson(seed).Document()}}]}""";
            try
            {
                Assert.NotNull(Assert.Single(Read(body).Outcomes).AllOutputs);
            }
            catch (ClarifaiException e)
            {
                Assert.NotEqual(ErrorId.None, e.ErrorId);
            }
        }
    }

    [Theory]
    [InlineData("""{"status":{"code":10000},"outputs":[]}""", 10000, true)]
    [InlineData("""{"outputs":[]}""", 10000, true)]
    [InlineData("""{"status":{"code":30104},"outputs":[]}""", 30104, false)]
    [InlineData("""{"status":{"code":10010},"outputs":[{"status":{"code":10000}},{"status":{"code":47104}}]}""", 10010, true)]
    [InlineData("""{"status":{"code":10020},"outputs":[{"status":{"code":30002}},{"status":{"code":30104}}]}""", 30002, false)]
    [InlineData("""{"status":{"code":30105},"outputs":[{"status":{"code":10020}}]}""", 30105, false)]
    [InlineData("""{"status":{"code":30105},"outputs":[{}]}""", 30105, false)]
    [InlineData("""{"outputs":[{}]}""", 10000, true)]
    public void What_is_said_of_an_input_is_what_its_models_say_unless_the_result_says_more(string item, int code, bool succeeded)
    {
        PredictOutcome outcome = Assert.Single(Read($$"""{"status":{"code":10000},"results":[{{item}}]}""").Outcomes);

        Assert.Equal((code, succeeded), (outcome.Status!.Code, outcome.Error is null));
    }

    private static PredictAnswer Read(string body) => ResponseReader.ReadAnswer(
        new ServiceResponse(200, Encoding.UTF8.GetBytes(body)),
        [new IndexedInput(PredictInput.FromUri(Reading.Address), 0)],
        Workflow,
        keepRaw: true,
        new TextPool());
}
