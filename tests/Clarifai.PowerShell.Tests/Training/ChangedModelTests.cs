using System.Management.Automation;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Training;

/// <summary>Update-ClarifaiModel and Remove-ClarifaiModel.</summary>
public sealed class ChangedModelTests : ConnectedTest
{
    private readonly StubApp _app = new();

    public ChangedModelTests() => Session.GoTo(Folder.FullPath);

    [Fact]
    public void More_examples_make_a_new_version_with_all_concepts()
    {
        NewModel();
        Folder.Picture("bird/3.jpg");

        PSObject model = Assert.Single(Session.Run("Get-ChildItem bird | Update-ClarifaiModel -Model pets").Output);

        Assert.Equal("v2", model.Value("VersionId"));
        Assert.Equal(["bird", "cat", "dog"], _app.Models["pets"].Order());
        Assert.Equal(3, _app.Inputs.Count);
        Assert.Equal(["v1", "v2"], _app.Versions["pets"].Select(version => version.Id));
    }

    [Theory]
    [InlineData("-Name (Get-ClarifaiModel -Remote pets)")]
    [InlineData("-Model (Get-ClarifaiModel -Remote pets)")]
    [InlineData("-Model $model")]
    public void A_model_object_can_be_given(string model)
    {
        NewModel();
        Folder.Picture("bird/3.jpg");
        Service.Reply = request => request.Path.StartsWith("/v2/models?", StringComparison.Ordinal)
            ? new StubReply(200, request.Page == 1
                ? """{"status":{"code":10000},"models":[{"id":"pets","name":"My pets"}]}""" : """{"status":{"code":10000},"models":[]}""")
            : _app.Reply(request);

        PSObject updated = Assert.Single(Session.Run($"Get-ChildItem bird | Update-ClarifaiModel {model}").Output);

        Assert.Equal(("pets", "v2"), (updated.Value("Id"), updated.Value("VersionId")));
    }

    [Fact]
    public void A_counterexample_and_a_correction_change_what_is_stored()
    {
        NewModel();
        Folder.Picture("fox/4.jpg");

        Session.Run("Get-ChildItem fox | Update-ClarifaiModel -Model pets -NotConcept cat");
        Session.Run("Get-Item cat/1.jpg | Update-ClarifaiModel -Name pets -Concept dog -NotConcept cat");

        Assert.Equal(
            ["cat=0", "cat=0 dog=1", "dog=1"],
            _app.Inputs.Values.Select(input => string.Join(' ', input.Select(concept => $"{concept.Key}={concept.Value}"))).Order());
    }

    [Fact]
    public void Exclusive_stays_as_it_is_unless_it_is_said()
    {
        NewModel(" -Exclusive");
        Assert.True(_app.Exclusive["pets"]);

        Assert.Equal([true], Session.Run("Get-Item cat/1.jpg | Update-ClarifaiModel -Model pets").All("IsExclusive"));
        Assert.Equal([false], Session.Run("Get-Item cat/1.jpg | Update-ClarifaiModel -Model pets -Exclusive:$false").All("IsExclusive"));
        Assert.False(_app.Exclusive["pets"]);
    }

    [Theory]
    [InlineData("Get-Item cat/1.jpg | Update-ClarifaiModel -Model other", "ModelNotFound")]
    [InlineData("Get-Item cat/1.jpg | Update-ClarifaiModel -Model general", "InvalidModelArgument")]
    public void Only_an_own_model_that_is_there_can_be_updated(string script, string error)
    {
        NewModel();
        int inputs = Service.Inputs.Count;

        Assert.Equal(error, Session.Try(script).Terminating!.Id());
        Assert.Equal(inputs, Service.Inputs.Count);
    }

    [Fact]
    public void A_model_is_removed_and_its_examples_stay()
    {
        NewModel();

        Session.Run("Remove-ClarifaiModel pets -Confirm:$false");

        Assert.Empty(_app.Models);
        Assert.Equal(2, _app.Inputs.Count);
    }

    [Fact]
    public void Its_examples_go_with_it_when_that_is_said_and_those_of_others_stay()
    {
        NewModel();
        for (int i = 0; i < 130; i++)
        {
            Folder.Picture($"fish/f{i}.jpg");
        }

        Session.Run("Get-ChildItem fish | New-ClarifaiModel -Name fishes");
        Session.Run("Get-Item fish/f0.jpg | Update-ClarifaiModel -Model pets -NotConcept cat");

        Session.Run("Remove-ClarifaiModel pets -IncludeExamples -Confirm:$false");
        Assert.Equal(129, _app.Inputs.Count);

        Session.Run("Remove-ClarifaiModel fishes -IncludeExamples -Confirm:$false");
        Assert.Empty(_app.Inputs);
    }

    [Fact]
    public void A_version_alone_is_removed()
    {
        NewModel();
        Session.Run("Get-Item cat/1.jpg | Update-ClarifaiModel -Model pets");
        Service.Reply = request => request.Path.StartsWith("/v2/models/pets/versions?", StringComparison.Ordinal)
            ? new StubReply(200, request.Page == 1
                ? """{"status":{"code":10000},"model_versions":[{"id":"v1"}]}""" : """{"status":{"code":10000},"model_versions":[]}""")
            : _app.Reply(request);

        Session.Run("Get-ClarifaiModelVersion pets | Remove-ClarifaiModel -Confirm:$false");

        Assert.Equal(["v2"], _app.Versions["pets"].Select(version => version.Id));
        Assert.Equal(
            ["InvalidModelArgument"],
            Session.Try("Get-ClarifaiModelVersion pets | Remove-ClarifaiModel -IncludeExamples -Confirm:$false")
                .Errors.Select(error => error.Id()));
    }

    [Fact]
    public void WhatIf_says_what_would_go_and_nothing_goes()
    {
        NewModel();

        string screen = Session.Show("Remove-ClarifaiModel pets -IncludeExamples -WhatIf");

        Assert.Contains("\"Delete the model and 2 examples of its concepts\" on target \"pets\"", screen, StringComparison.Ordinal);
        Assert.Equal(2, _app.Inputs.Count);
        Assert.Single(_app.Models);
    }

    [Fact]
    public void One_that_is_not_there_costs_itself()
    {
        NewModel();

        ScriptResult result = Session.Try("'nobody', 'general', 'pets' | Remove-ClarifaiModel -Confirm:$false");

        Assert.Equal(["ModelNotFound", "InvalidModelArgument"], result.Errors.Select(error => error.Id()));
        Assert.Empty(_app.Models);
    }

    private void NewModel(string options = "")
    {
        Service.Reply = _app.Reply;
        Folder.Picture("cat/1.jpg");
        Folder.Picture("dog/2.jpg");
        Session.Run($"$model = Get-ChildItem -Recurse -File | New-ClarifaiModel -Name pets{options}");
    }
}
