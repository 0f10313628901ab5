using System.Management.Automation;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Engine;

/// <summary>From a photo to true words, with no stub anywhere: the staged module, the built engine and its model.</summary>
[Collection(nameof(LocalEngines))]
public sealed class LocalPredictionTests : IDisposable
{
    /// <summary>What of each photo is true beyond doubt, seen by a person: that and nothing else may be claimed at .5 or above.</summary>
    private static readonly Dictionary<string, string[]> TrueOf = new()
    {
        ["astronaut.jpg"] = ["face", "people", "person", "portrait"],
        ["cat.jpg"] = ["animal", "cat", "domestic animal", "feline", "mammal", "pet", "tabby cat"],
        ["coffee.jpg"] = ["coffee", "cup", "drink", "espresso", "hot drink"],
        ["rocket.jpg"] = [],
    };

    private static readonly string Samples = Repository.PathOf("samples");

    private readonly ModuleSession _session = new();

    public LocalPredictionTests()
    {
        _session.GoTo(Samples);
        _session.Run("Connect-Clarifai -Local");
    }

    public void Dispose() => _session.Dispose();

    [Fact]
    public void The_cat_is_a_cat_and_nothing_is_claimed_that_is_not_there()
    {
        ScriptResult result = _session.Run("Invoke-ClarifaiPredict *.jpg -MinValue 0.5");

        ILookup<string, string> seen = result.Output.ToLookup(
            row => Path.GetFileName((string)row.Value("Source")!), row => (string)row.Value("Name")!);
        Assert.Equal(TrueOf.Keys.Order(), Directory.EnumerateFiles(Samples, "*.jpg").Select(path => Path.GetFileName(path)).Order());
        Assert.All(TrueOf, photo => Assert.Equal(photo.Value, seen[photo.Key].Order()));
        Assert.Equal(["outdoors", "sky", "rocket"], _session.Run("Invoke-ClarifaiPredict rocket.jpg").Names.Take(3));
    }

    [Fact]
    public void An_embedding_has_1280_numbers_for_a_photo_and_for_a_frame()
    {
        foreach (string line in (string[])
            ["Invoke-ClarifaiPredict cat.jpg", "Get-ClarifaiVideoFrame slideshow.mp4 -SampleLocally -SampleMs 5000 -As Concept"])
        {
            ScriptResult result = _session.Run($"{line} -Model general-embedding");

            Assert.NotEmpty(result.Output);
            Assert.All(result.Output, embedding => Assert.Equal(1280, ((IReadOnlyList<float>)embedding.Value("Vector")!).Count));
        }
    }

    [Theory]
    [InlineData("Invoke-ClarifaiPredict https://example.com/a.jpg -Model alice/photos/birds", "model 'alice/photos/birds'")]
    [InlineData("Invoke-ClarifaiPredict https://example.com/a.jpg -Model food", "model 'food'")]
    [InlineData("Get-ClarifaiModel food", "model 'food'")]
    [InlineData("Invoke-ClarifaiWorkflow https://example.com/a.jpg -Workflow alice/photos/party", "workflow 'alice/photos/party'")]
    public void What_the_engine_does_not_have_is_named_once_with_what_it_has(string script, string named)
    {
        ScriptResult result = _session.Try(script);

        Assert.Matches(
            $@"^The local engine does not have the {named}\. It has: general, [^'.:]+[.(]",
            (result.Terminating ?? result.Errors[0]).Exception.Message);
    }

    [Fact]
    public void The_vocabulary_is_listed_and_completes()
    {
        Assert.Equal(1317, _session.Run("Get-ClarifaiConcept general").Output.Count);
        _session.Run("Get-ClarifaiConcept nsfw");

        Assert.Equal(["'dining table'", "dingo", "dinosaur"], Complete("Invoke-ClarifaiPredict -Concept cat, din").Order());
        Assert.Equal(["'lady''s slipper'", "ladybug"], Complete("Invoke-ClarifaiPredict -Concept lady").Order());
        Assert.Equal(["nsfw"], Complete("Get-ClarifaiVideoFrame -Model nsfw -Concept 'n"));
        Assert.Equal(["ladybug"], Complete("Get-ClarifaiConcept general -Name ladyb"));
        Assert.Equal(["general", "general-detection", "general-embedding"], Complete("Invoke-ClarifaiPredict -Model gen"));
        Assert.Equal(["detection", "everything", "general", "moderation"], Complete("Invoke-ClarifaiWorkflow -Workflow "));
        Assert.Single(Complete("Invoke-ClarifaiPredict -ModelVersion "));
        _session.Run("Disconnect-Clarifai");
        Assert.Empty(Complete("Invoke-ClarifaiPredict -Concept din"));

        string[] Complete(string line)
        {
            using System.Management.Automation.PowerShell pipeline = _session.Pipeline("");
            return [.. CommandCompletion.CompleteInput(line, line.Length, null, pipeline).CompletionMatches
                .Where(match => match.ResultType == CompletionResultType.ParameterValue).Select(match => match.CompletionText)];
        }
    }

    [Fact]
    public void The_answer_names_the_model_that_really_answered()
    {
        PSObject concept = _session.Run("Invoke-ClarifaiPredict cat.jpg").Output[0];

        Assert.Equal(Path.Combine(Samples, "cat.jpg"), concept.Value("Source"));
        Assert.Equal("general", concept.Value("Model"));
        Assert.Equal(
            "efficientnet-nanodet-blazeface", _session.Run("Invoke-ClarifaiPredict cat.jpg -As Output").Output[0].Value("ModelName"));
        Assert.StartsWith("local_", (string)concept.Value("Id")!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cat.heic")]
    [InlineData("cat.avif")]
    public void A_connection_to_an_engine_that_reads_a_format_sends_it(string name)
    {
        _session.Set("path", Repository.PathOf("tests", "Clarifai.Local.Tests", "Data", "pictures", name));

        ScriptResult result = _session.Run(
            """
            Invoke-ClarifaiPredict $path
            Invoke-ClarifaiPredict -InputObject ([IO.File]::ReadAllBytes($path))
            Invoke-ClarifaiPredict -Stream ([IO.MemoryStream]::new([IO.File]::ReadAllBytes($path)))
            """);

        Assert.Equal(3, result.Names.Count(concept => (string)concept! == "cat"));
        Assert.Equal(["1"], _session.Run("(Measure-ClarifaiInput $path).Images").Output.Select(count => $"{count}"));
        IReadOnlyList<PSObject> further = _session.Run("(Get-ClarifaiConnection).Limits.FurtherPictureFormats").Output;
        Assert.Equal(["AVIF", "HEIC"], further.Select(format => $"{format}"));
    }

    [Fact]
    public void A_broken_photo_costs_only_itself()
    {
        using var folder = new SampleFolder();
        string broken = folder.Write("broken.jpg", File.ReadAllBytes(Path.Combine(Samples, "cat.jpg"))[..4000]);

        ScriptResult result = _session.Try("$input | Invoke-ClarifaiPredict", "cat.jpg", broken, "astronaut.jpg");

        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal(("InputRejected", (object)broken), (error.Id(), error.TargetObject));
        Assert.Equal([0, 2], result.All("InputIndex").Distinct());
    }

    [Fact]
    public void MinValue_and_MaxConcepts_hold_here_too()
    {
        Assert.Empty(_session.Run("Invoke-ClarifaiPredict cat.jpg -MinValue 0.99").Output);
        Assert.Single(_session.Run("Invoke-ClarifaiPredict cat.jpg -MaxConcepts 1").Output);
    }

    [Fact]
    public void A_model_that_the_engine_does_not_have_ends_the_run()
    {
        ScriptResult result = _session.Try("Invoke-ClarifaiPredict cat.jpg -Model no-such-model");

        Assert.Equal("ModelNotFound", result.Terminating!.Id());
    }

    [Fact]
    public void The_connection_is_tested_and_shown_as_local()
    {
        PSObject connection = Assert.Single(_session.Run("Get-ClarifaiConnection").Output);

        Assert.Equal(true, _session.Run("Test-ClarifaiConnection").Output[0].BaseObject);
        Assert.Equal(true, connection.Value("IsLocal"));
        Assert.Equal("LocalEngine", connection.Value("Authentication"));
        Assert.True(((Uri)connection.Value("BaseUri")!).IsLoopback);
        Assert.Equal($"local engine {connection.Value("EngineVersion")}", connection.ToString());
    }

    [Fact]
    public void The_engine_takes_no_request_without_the_key_of_this_run()
    {
        _session.Set("engine", _session.Run("Get-ClarifaiConnection").Output[0].Value("BaseUri")!.ToString());
        _session.Set("wrong", ModuleSession.Secret(new string('0', 64)));

        ScriptResult result = _session.Try("Connect-Clarifai -ApiKey $wrong -BaseUri $engine; Invoke-ClarifaiPredict cat.jpg");

        Assert.Equal("NotAuthenticated", result.Terminating!.Id());
        Assert.Empty(result.Output);
    }
}
