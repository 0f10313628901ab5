using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Inputs;

/// <summary>Answers lead back to their inputs: they can be piped on to another prediction.</summary>
public sealed class AnswerAsInputTests : ConnectedTest
{
    [Theory]
    [InlineData("cat.jpg")]
    [InlineData("[x].jpg")]
    [InlineData("a b & 'c'.jpg")]
    public void A_concept_of_a_file_is_that_file(string name)
    {
        string path = Folder.Picture(name);
        Folder.Picture("x.jpg");
        Session.Set("path", path);

        ScriptResult result = Session.Run("Invoke-ClarifaiPredict -LiteralPath $path | Invoke-ClarifaiPredict -Model food");

        Assert.Equal([path], result.Sources);
        Assert.Equal([Path.GetFileNameWithoutExtension(name)], result.Names);
        Assert.Equal(["food"], result.All("Model"));
        Assert.Equal(2, Service.Requests.Count);
    }

    [Theory]
    [InlineData("Concept")]
    [InlineData("Output")]
    public void An_answer_about_a_URL_is_that_URL(string form)
    {
        ScriptResult result = Session.Run(
            $"Invoke-ClarifaiPredict https://example.com/a.jpg -As {form} | Invoke-ClarifaiPredict -Model food");

        Assert.Equal(["https://example.com/a.jpg"], result.Sources);
        Assert.Equal(["https://example.com/a.jpg", "https://example.com/a.jpg"], Service.Captions);
    }

    [Fact]
    public void An_output_of_a_file_is_that_file()
    {
        string path = Folder.Picture("[x].jpg");
        Session.Set("path", path);

        Assert.Equal([path], Session.Run("Invoke-ClarifaiPredict -LiteralPath $path -As Output | Invoke-ClarifaiPredict").Sources);
    }

    [Fact]
    public void An_answer_that_comes_back_from_a_job_leads_to_its_file_and_its_URL()
    {
        string path = Folder.Picture("[x].jpg");
        Session.Set("path", path);

        const string Answers = "@(Invoke-ClarifaiPredict -LiteralPath $path; Invoke-ClarifaiPredict https://example.com/a.jpg)";
        ScriptResult result = Session.Run($"{SerializedCopy.Of(Answers)} | Invoke-ClarifaiPredict");

        Assert.Equal([path, "https://example.com/a.jpg"], result.Sources);
    }

    [Fact]
    public void A_concept_of_a_frame_is_the_video()
    {
        string clip = Folder.Video("clip.mp4");
        Service.Data = _ => """{"frames":[{"frame_info":{"time":500},"data":{"concepts":[{"name":"x","value":0.5}]}}]}""";
        Session.Set("path", clip);

        Session.Run("Invoke-ClarifaiPredict $path | Invoke-ClarifaiPredict");

        Assert.Equal(["clip", "clip"], Service.Captions);
    }

    [Fact]
    public void Several_answers_about_one_input_ask_about_it_once()
    {
        string path = Folder.Picture("cat.jpg");
        Session.Set("path", path);
        Service.Data = _ => """{"concepts":[{"name":"a","value":0.9},{"name":"b","value":0.8},{"name":"c","value":0.7}]}""";

        ScriptResult result = Session.Run(
            "Invoke-ClarifaiPredict $path, https://example.com/a.jpg | Invoke-ClarifaiPredict -Model food -Verbose");

        Assert.Equal([path, "https://example.com/a.jpg"], result.Sources.Distinct());
        Assert.Equal(6, result.Output.Count);
        Assert.Equal(4, Service.Inputs.Count);
        Assert.Equal(2, result.Verbose.Count(line => line.Contains("counts once", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("ConvertTo-Csv | ConvertFrom-Csv")]
    [InlineData("ConvertTo-Json | ConvertFrom-Json")]
    public void A_table_made_of_answers_leads_to_their_inputs(string form)
    {
        string path = Folder.Picture("[x].jpg");
        Session.Set("path", path);

        ScriptResult result = Session.Run(
            "@(Invoke-ClarifaiPredict -LiteralPath $path; Invoke-ClarifaiPredict https://example.com/a.jpg) | "
            + $"Select-Object Source, Name, Value | {form} | Invoke-ClarifaiPredict");

        Assert.Equal([path, "https://example.com/a.jpg"], result.Sources);
    }

    [Fact]
    public void A_row_with_an_empty_address_says_so()
    {
        ScriptResult result = Session.Try("[pscustomobject]@{ Url = ''; Note = 'x' } | Invoke-ClarifaiPredict");

        Assert.Equal("The URL is empty: the row has no Uri or Url.", Assert.Single(result.Errors).Exception.Message);
    }

    [Fact]
    public void A_file_byte_by_byte_is_one_error()
    {
        ScriptResult result = Session.Try("[byte[]](1..200) | Invoke-ClarifaiPredict");

        Assert.Contains("-Raw", Assert.Single(result.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Empty(Service.Requests);
    }

    [Fact]
    public void A_web_response_is_its_content()
    {
        Session.Set("content", new MemoryStream(SampleFile.Picture("cat")));

        ScriptResult result = Session.Run(
            "$null = $content.Seek(0, 'End'); [pscustomobject]@{ StatusCode = 200; RawContentStream = $content } | Invoke-ClarifaiPredict");

        Assert.Equal(["cat"], result.Names);
    }

    [Fact]
    public void A_concept_of_bytes_leads_nowhere_and_is_one_error()
    {
        ScriptResult result = Session.Try("$input | Invoke-ClarifaiPredict | Invoke-ClarifaiPredict", SampleFile.Picture("cat"));

        Assert.Empty(result.Output);
        Assert.Null(result.Terminating);
        Assert.Equal("ParameterArgumentValidationError", Assert.Single(result.Errors).Id());
        Assert.Single(Service.Requests);
    }
}
