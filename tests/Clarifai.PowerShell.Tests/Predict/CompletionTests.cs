using System.Collections.ObjectModel;
using System.Management.Automation;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Predict;

/// <summary>Tab: names are completed without asking the service, so without a connection too.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("gen", new[] { "general", "general-cluster", "general-detection", "general-embedding" })]
    [InlineData("GENERAL-D", new[] { "general-detection" })]
    [InlineData("'nsf", new[] { "nsfw" })]
    [InlineData("nothing-like-it", new string[0])]
    public void Model_completes_the_public_models_names(string word, string[] expected) =>
        Assert.Equal(expected, Complete("Invoke-ClarifaiPredict -Model " + word).Select(match => match.CompletionText));

    [Theory]
    [InlineData("Get-ClarifaiModel ")]
    [InlineData("Get-ClarifaiModelVersion ")]
    [InlineData("Get-ClarifaiConcept ")]
    [InlineData("Get-ClarifaiVideoFrame -Model ")]
    public void So_do_the_other_commands_that_take_a_model(string line) =>
        Assert.Equal(["face-detection", "face-embedding"], Complete(line + "face").Select(match => match.CompletionText));

    [Fact]
    public void Find_ClarifaiSimilar_offers_only_models_with_embeddings() => Assert.Equal(
        ["general-embedding"], Complete("Find-ClarifaiSimilar a.jpg -Model ").Select(match => match.CompletionText));

    [Theory]
    [InlineData("general", "General: concepts, also of videos (general-image-recognition)")]
    [InlineData("color", "Color: colors (color-recognition)")]
    [InlineData("focus", "Focus: focus (c2cf7cecd8a6427da375b9f35fcd2381)")]
    public void The_tooltip_of_a_model_says_what_it_answers_with(string model, string toolTip)
    {
        CompletionResult match = Complete("Invoke-ClarifaiPredict -Model " + model)[0];

        Assert.Equal((model, toolTip), (match.CompletionText, match.ToolTip));
    }

    [Theory]
    [InlineData("z")]
    [InlineData("chin")]
    public void Language_completes_the_codes_by_code_and_by_name(string word)
    {
        Collection<CompletionResult> matches = Complete("Invoke-ClarifaiPredict -Language " + word);

        Assert.Equal(
            [("zh", "Chinese, simplified"), ("zh-TW", "Chinese, traditional")],
            matches.Select(match => (match.CompletionText, match.ToolTip)));
    }

    [Theory]
    [InlineData("Invoke-ClarifaiPredict a.jpg -ModelVersion ")]
    [InlineData("Invoke-ClarifaiPredict a.jpg -Concept ")]
    [InlineData("Invoke-ClarifaiPredict a.jpg -Model nothing-like-it")]
    [InlineData("Invoke-ClarifaiPredict a.jpg -Language nothing-like-it")]
    [InlineData("Invoke-ClarifaiWorkflow a.jpg -Workflow ")]
    [InlineData("Get-ClarifaiConcept general -Name ")]
    [InlineData("Get-ClarifaiConcept general ")]
    [InlineData("Get-ClarifaiConcept general -ModelVersion ")]
    public void Where_there_is_nothing_to_offer_no_file_is_offered(string line) => Assert.Empty(Complete(line));

    [Theory]
    [InlineData("Invoke-ClarifaiPredict -As ", new[] { "Concept", "Output", "Raw", "Row" })]
    [InlineData("Invoke-ClarifaiPredict -InputKind ", new[] { "Auto", "Image", "Video" })]
    [InlineData("Connect-Clarifai -ServiceLimit ", new[] { "2019", "Current" })]
    public void The_values_of_a_list_complete(string line, string[] expected) =>
        Assert.Equal(expected, Complete(line).Select(match => match.ListItemText).Order(StringComparer.OrdinalIgnoreCase));

    [Fact]
    public void Where_Object_offers_the_properties_that_people_filter_by()
    {
        string[] names = [.. Complete("Invoke-ClarifaiPredict a.jpg | Where-Object ").Select(match => match.CompletionText)];

        Assert.ProperSuperset(
            new HashSet<string> { "Source", "Name", "Value", "TimeMs", "Text", "Top", "TopConcept", "TopValue" }, names.ToHashSet());
        Assert.InRange(names.Length, 1, 28);
    }

    [Fact]
    public void Commands_complete() =>
        Assert.Contains("Invoke-ClarifaiPredict", Complete("Invoke-Clarifai").Select(match => match.CompletionText));

    private Collection<CompletionResult> Complete(string line)
    {
        using System.Management.Automation.PowerShell pipeline = _session.Pipeline("");
        return CommandCompletion.CompleteInput(line, line.Length, null, pipeline).CompletionMatches;
    }
}
