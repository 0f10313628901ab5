using System.Management.Automation;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Models;

/// <summary>Options that some models take and others do not: what is known is checked before anything is sent.</summary>
public sealed class ModelOptionTests : ConnectedTest
{
    [Theory]
    [InlineData("-Model food -Language de")]
    [InlineData("-Model bd367be194cf45149e75f01d59f77ba7 -Language en")]
    [InlineData("-Model (Get-ClarifaiModel color) -Language de")]
    public void Of_the_public_models_general_alone_takes_a_language(string parameters)
    {
        ScriptResult result = Session.Try($"Invoke-ClarifaiPredict https://example.com/a.jpg {parameters}");

        AssertRefused(result);
        Assert.EndsWith(
            "supports only one language: of the public models, only 'general' accepts a language. Custom models are not checked.",
            result.Terminating!.Exception.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("general")]
    [InlineData("general-image-recognition")]
    public void A_language_that_general_does_not_have_is_refused_with_those_it_has(string model)
    {
        ScriptResult result = Session.Try($"Invoke-ClarifaiPredict https://example.com/a.jpg -Model {model} -Language tlh");

        AssertRefused(result);
        Assert.Equal(
            $"The model '{model}' does not support the language 'tlh'. It supports: "
            + "ar, bn, da, de, en, es, fi, fr, hi, hu, it, ja, ko, nl, no, pa, pl, pt, ru, sv, tr, zh, zh-TW.",
            result.Terminating!.Exception.Message);
    }

    [Theory]
    [InlineData("-Language zh-tw", "zh-TW")]
    [InlineData("-Language DE", "de")]
    [InlineData("-Model birds -Language tlh", "tlh")]
    [InlineData("-Model alice/photos/food -Language de", "de")]
    [InlineData("-Model https://clarifai.com/clarifai/main/models/food-item-recognition -Language de", "de")]
    public void A_language_is_sent_as_the_service_writes_it_and_to_a_custom_model_whatever_it_is(string parameters, string sent)
    {
        Session.Run($"Invoke-ClarifaiPredict https://example.com/a.jpg {parameters}");

        Assert.Equal($$"""{"language":"{{sent}}"}""", Assert.Single(Service.Requests).OutputConfig);
    }

    [Fact]
    public void The_interval_of_samples_is_sent_with_videos_only()
    {
        Session.Run(
            "$input | Invoke-ClarifaiPredict -SampleMs 500 -MaxConcepts 3", SampleFile.Picture("picture"), SampleFile.Video("video"));

        // Two requests at a time: either may arrive first.
        Assert.Equal(
            [("picture", """{"max_concepts":3}"""), ("video", """{"max_concepts":3,"sample_ms":500}""")],
            Service.Requests.Select(request => (Assert.Single(request.Inputs).Caption, request.OutputConfig)).Order());
    }

    [Theory]
    [InlineData("https://example.com/a.jpg -InputKind Image")]
    [InlineData("-Text hello -Model alice/texts/mood")]
    public void An_interval_of_samples_without_a_video_is_refused(string parameters)
    {
        ScriptResult result = Session.Try($"Invoke-ClarifaiPredict {parameters} -SampleMs 500");

        AssertRefused(result);
        Assert.Equal(
            "-SampleMs applies to videos only: it cannot be combined with -Text or -InputKind Image.",
            result.Terminating!.Exception.Message);
    }

    private void AssertRefused(ScriptResult result)
    {
        Assert.Equal(("InvalidModelArgument", ErrorCategory.InvalidArgument), result.Terminating!.Kind());
        Assert.Empty(Service.Requests);
    }
}
