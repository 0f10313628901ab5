using System.Text.Json.Nodes;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Inputs;

/// <summary>Texts, for models that read texts.</summary>
public sealed class TextTests : ConnectedTest
{
    private const string Command = "Invoke-ClarifaiPredict -Model alice/texts/mood";

    [Fact]
    public void A_text_is_sent_as_it_is()
    {
        const string Text = "Öl \"und\" \\ Wasser\r\n\u0001 \u65e5\u672c \ud83d\ude00 </script> '&+";
        Session.Set("text", Text);

        Session.Run($"{Command} -Text $text");

        ReceivedRequest request = Assert.Single(Service.Requests);
        Assert.Equal("/v2/users/alice/apps/texts/models/mood/outputs", request.Path);
        Assert.Equal(("text", Text), (request.Inputs[0].Kind, request.Inputs[0].Text));
        Assert.Equal(["data"], JsonNode.Parse(request.Body)!["inputs"]![0]!.AsObject().Select(member => member.Key));
        Assert.Equal(["raw"], JsonNode.Parse(request.Body)!["inputs"]![0]!["data"]!["text"]!.AsObject().Select(member => member.Key));
    }

    [Fact]
    public void Answers_say_by_position_which_text_they_are_about()
    {
        ScriptResult result = Session.Run($"{Command} -Text one, two, three");

        Assert.Equal(["one", "two", "three"], result.Names);
        Assert.Equal(["text 0", "text 1", "text 2"], result.Sources);
        Assert.Equal([0, 1, 2], result.All("InputIndex"));
    }

    [Fact]
    public void Texts_go_in_batches_of_as_many_as_the_service_takes()
    {
        // Nothing is answered before the last request has come, so that batches depend on nothing but the texts.
        var last = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Service.Hold = (_, ended) =>
        {
            if (Service.Requests.Count == 4)
            {
                last.TrySetResult();
            }

            return last.Task.WaitAsync(ended);
        };
        Session.Set("texts", Enumerable.Range(0, 300).Select(i => $"text number {i}").ToArray());

        ScriptResult result = Session.Run($"{Command} -Text $texts -BatchSize 128");

        Assert.Equal(Enumerable.Range(0, 300).Select(i => $"text number {i}"), result.Names);
        Assert.Equal([1, 43, 128, 128], Service.Requests.Select(request => request.Inputs.Count).Order());
    }

    [Fact]
    public void A_text_that_cannot_be_sent_is_one_error_and_the_others_get_their_answers()
    {
        Session.Set("half", "half of \ud83d");

        ScriptResult result = Session.Try($"{Command} -Text one, '', $half, four");

        Assert.Equal(["one", "four"], result.Names);
        Assert.Equal(["text 0", "text 3"], result.Sources);
        Assert.All(result.Errors, error => Assert.Equal("InputRejected", error.Id()));
        Assert.Equal(["text 1", "text 2"], result.Errors.Select(error => error.TargetObject));
        Assert.Equal("'text 1' is empty.", result.Errors[0].Exception.Message);
    }

    [Fact]
    public void A_text_of_more_than_the_service_takes_is_refused()
    {
        Session.Set("long", new string('x', (20 * 1024 * 1024) + 1));

        ScriptResult result = Session.Try($"{Command} -Text $long");

        Assert.Equal("FileTooLarge", Assert.Single(result.Errors).Id());
        Assert.Equal("'text 0' has 20,971,521 bytes; the service accepts texts of up to 20,971,520.", result.Errors[0].Exception.Message);
        Assert.Empty(Service.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Model food")]
    public void A_public_model_reads_no_texts(string parameters)
    {
        ScriptResult result = Session.Try($"Invoke-ClarifaiPredict -Text hello {parameters}");

        Assert.Equal("InvalidModelArgument", result.Terminating!.Id());
        Assert.EndsWith(
            "accepts images. -Text requires a text model: specify one with -Model, as user/app/model.",
            result.Terminating!.Exception.Message,
            StringComparison.Ordinal);
        Assert.Empty(Service.Requests);
    }

    [Fact]
    public void Texts_and_files_are_two_commands() =>
        Assert.Equal("AmbiguousParameterSet", Session.Try($"{Command} -Text hello -LiteralPath a.jpg").Terminating!.Id());

    [Fact]
    public void A_row_with_a_text_is_not_taken_for_one()
    {
        string cat = Folder.Picture("cat.jpg");
        Session.Set("cat", cat);

        Assert.Equal([cat], Session.Run("[pscustomobject]@{ Path = $cat; Text = 'hello' } | Invoke-ClarifaiPredict").Sources);
    }
}
