using System.Diagnostics;
using System.Management.Automation;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Engine;

/// <summary>From photos to a model of one's own and back, with the built engine and no stub.</summary>
[Collection(nameof(LocalEngines))]
public sealed class OwnModelTests : IDisposable
{
    private const string Variable = "CLARIFAI_LOCAL_DATA";

    private readonly SampleFolder _folder = new();
    private readonly ModuleSession _session = new();
    private readonly string? _before = Environment.GetEnvironmentVariable(Variable);

    public OwnModelTests()
    {
        foreach (string name in (string[])["cat", "coffee", "rocket"])
        {
            _folder.Write($"photos/{name}/{name}.jpg", File.ReadAllBytes(Repository.PathOf("samples", $"{name}.jpg")));
        }

        // Relative to the session's location, which is not the engine's.
        Environment.SetEnvironmentVariable(Variable, "data");
        _session.GoTo(_folder.FullPath);
        _session.Run("Connect-Clarifai -Local");
    }

    public void Dispose()
    {
        _session.Dispose();
        Environment.SetEnvironmentVariable(Variable, _before);
        _folder.Dispose();
    }

    [Fact]
    public void One_photo_a_concept_is_enough_and_an_unlike_one_gets_low_values()
    {
        PSObject model = Assert.Single(_session.Run("Get-ChildItem photos -Recurse -File | New-ClarifaiModel -Name things").Output);

        Assert.Equal("cat 1, coffee 1, rocket 1", $"{model.Value("Concepts")}");
        Assert.Null(model.Value("Accuracy"));
        Assert.True(Directory.Exists(_folder.PathOf("data")));
        foreach (string name in (string[])["cat", "coffee", "rocket"])
        {
            ScriptResult seen = _session.Run($"Invoke-ClarifaiPredict photos/{name}/*.jpg -Model things");
            Assert.Equal(name, seen.Names[0]);
            Assert.InRange((double)seen.Output[0].Value("Value")!, .5, 1);
        }

        _session.Set("astronaut", Repository.PathOf("samples", "astronaut.jpg"));
        Assert.All(
            _session.Run("Invoke-ClarifaiPredict $astronaut -Model things").All("Value"), value => Assert.InRange((double)value!, 0, .3));
    }

    [Fact]
    public void It_is_listed_completed_updated_and_removed()
    {
        _session.Run("Get-ChildItem photos -Recurse -File | New-ClarifaiModel -Name things");

        Assert.Equal("things", _session.Run("Get-ClarifaiModel").Names[^1]);
        Assert.Equal(["things"], Completions("Invoke-ClarifaiPredict -Model thi"));
        Assert.Equal(["things"], Completions("Update-ClarifaiModel -Model "));
        Assert.Equal(["things"], Completions("Remove-ClarifaiModel -Name "));
        Assert.Equal(["en"], Completions("Invoke-ClarifaiPredict -Language "));
        Assert.Equal(["cat", "coffee", "rocket"], Completions("Get-ClarifaiConcept -Model things -Name "));

        ScriptResult update = _session.Run("Get-Item photos/cat/*.jpg | Update-ClarifaiModel -Model things -Concept animal, cat");
        Assert.Equal("cat 1, coffee 1, rocket 1, animal 1", $"{Assert.Single(update.Output).Value("Concepts")}");
        Assert.Equal(2, _session.Run("Get-ClarifaiModelVersion things").Output.Count);
        Assert.Equal(
            ["cat", "coffee", "rocket"],
            _session.Run("Invoke-ClarifaiPredict photos/cat/*.jpg -Model things -ModelVersion (Get-ClarifaiModelVersion things)[-1]")
                .Names.Order());

        _session.Run("Remove-ClarifaiModel things -IncludeExamples -Confirm:$false");
        Assert.Equal("ModelNotFound", Assert.Single(_session.Try("Get-ClarifaiModel things").Errors).Id());
        Assert.Equal("TrainingFailed", _session.Try("Get-ChildItem nothing | New-ClarifaiModel -Name things").Terminating!.Id());
    }

    [Fact]
    public void The_list_says_what_the_engine_does_with_each_model()
    {
        _session.Run("Get-ChildItem photos -Recurse -File | New-ClarifaiModel -Name things");
        _folder.Write("clip.mp4", File.ReadAllBytes(Repository.PathOf("samples", "slideshow.mp4")));

        ScriptResult models = _session.Run("Get-ClarifaiModel");

        Assert.Equal("concepts", models.Output.Single(model => (string)model.Value("Name")! == "things").Value("Output"));
        Assert.Equal("en", $"{models.Output.Single(model => (string)model.Value("Name")! == "general").Value("Languages")}");
        Assert.All(models.Output, model =>
        {
            ScriptResult video = _session.Try($"Get-ClarifaiVideoFrame clip.mp4 -SampleMs 60000 -Model {model.Value("Name")}");
            Assert.Equal(model.Value("SupportsVideo"), video.Output.Count > 0);
            Assert.Equal(model.Value("SupportsVideo"), video.Errors.Count == 0 && video.Terminating is null);
        });
    }

    [Fact]
    public void The_engines_further_formats_are_among_those_that_it_reads()
    {
        string text = _folder.Write("text.jpg", "words"u8.ToArray());
        _session.Set("text", text);

        Assert.Contains(
            " It reads JPEG, PNG, GIF, BMP, TIFF, WebP, AVIF, and HEIC images.",
            Assert.Single(_session.Try("Find-ClarifaiSimilar $text").Errors).Exception.Message,
            StringComparison.Ordinal);
        Assert.Contains(
            " It reads JPEG, PNG, GIF, BMP, TIFF, WebP, AVIF, and HEIC images, and MP4, ",
            Assert.Single(_session.Try("Invoke-ClarifaiPredict $text").Errors).Exception.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Models_and_their_versions_have_the_same_ids()
    {
        _session.Run("Get-ChildItem photos -Recurse -File | New-ClarifaiModel -Name things");

        foreach (PSObject model in _session.Run("Get-ClarifaiModel").Output)
        {
            foreach (object name in ((object?[])[model.Value("Name"), model.Value("Id"), model.Value("LegacyId")]).OfType<object>())
            {
                PSObject version = Assert.Single(_session.Run($"Get-ClarifaiModelVersion {name}").Output);

                Assert.Equal(model.Value("VersionId"), version.Value("Id"));
                Assert.Equal(model.Value("Id"), version.Value("ModelId"));
                Assert.Equal(model.Value("UserId"), version.Value("UserId"));
            }
        }
    }

    [Theory]
    [InlineData("klingon")]
    [InlineData("de")]
    public void A_language_that_the_engine_does_not_have_is_refused_with_the_one_it_has(string language)
    {
        ErrorRecord error = _session.Try($"Invoke-ClarifaiPredict photos/cat/*.jpg -Language {language}").Terminating!;

        Assert.Equal("InvalidModelArgument", error.Id());
        Assert.Equal(
            $"The model 'general' of the local engine does not support the language '{language}'. It supports: en.",
            error.Exception.Message);
    }

    [Fact]
    public void Counterexamples_are_counted_for_the_model_and_not_for_the_run()
    {
        _session.Run("Get-ChildItem photos/rocket | New-ClarifaiModel -Name rockets | Out-Null");
        _session.Run("Get-ChildItem photos/cat | Update-ClarifaiModel -Name rockets -NotConcept rocket | Out-Null");

        ScriptResult model = _session.Run("Get-ChildItem photos/coffee | Update-ClarifaiModel -Name rockets -NotConcept rocket");

        Assert.Equal("rocket 1 (2 counterexamples)", $"{Assert.Single(model.Output).Value("Concepts")}");
    }

    [Fact]
    public void A_built_in_model_can_be_neither_made_nor_changed_nor_removed()
    {
        Assert.Equal("ModelExists", _session.Try("Get-Item photos/cat/*.jpg | New-ClarifaiModel -Name general").Terminating!.Id());
        Assert.Equal(
            "InvalidModelArgument",
            _session.Try("Get-Item photos/cat/*.jpg | Update-ClarifaiModel -Model (Get-ClarifaiModel general)").Terminating!.Id());
        Assert.Equal(
            "NotAuthorized", Assert.Single(_session.Try("Get-ClarifaiModel general | Remove-ClarifaiModel -Confirm:$false").Errors).Id());
        Assert.False(Directory.Exists(_folder.PathOf("data")));
    }

    [Fact]
    public void A_checkpoint_of_an_older_version_is_not_used()
    {
        _session.Run("Get-ChildItem photos -Recurse -File | New-ClarifaiModel -Name things");
        const string Ask = "Invoke-ClarifaiPredict photos/cat/*.jpg -Model things -CheckpointPath run.jsonl";
        _session.Run(Ask);
        _session.Run(Ask);
        _session.Run("Get-Item photos/cat/*.jpg | Update-ClarifaiModel -Model things -Concept animal");

        Assert.Equal("CheckpointMismatch", _session.Try(Ask).Terminating!.Id());
    }

    [Fact]
    public void Another_session_has_the_model_at_once()
    {
        using var other = new ModuleSession();
        other.GoTo(_folder.FullPath);
        other.Run("Connect-Clarifai -Local");
        _session.Run("Get-ChildItem photos -Recurse -File | New-ClarifaiModel -Name things");

        Assert.Equal("cat", other.Run("Invoke-ClarifaiPredict photos/cat/*.jpg -Model things").Names[0]);
    }

    [Fact]
    public void Photos_like_one_are_found_and_near_duplicates_need_no_threshold()
    {
        _folder.Write("photos/cat/again.jpg", [.. File.ReadAllBytes(Repository.PathOf("samples", "cat.jpg")), 0]);

        ScriptResult similar = _session.Run("Get-ChildItem photos -Recurse -File | Find-ClarifaiSimilar -Like photos/cat/cat.jpg");
        Assert.Equal(["again.jpg", "cat.jpg"], similar.Sources.Take(2).Select(source => Path.GetFileName((string)source!)).Order());
        Assert.Equal(4, similar.Output.Count);
        Assert.InRange((double)similar.Output[2].Value("Similarity")!, 0, .8);

        ScriptResult duplicates = _session.Run("Get-ChildItem photos -Recurse -File | Find-ClarifaiSimilar");
        Assert.Equal(["again.jpg", "cat.jpg"], duplicates.Sources.Select(source => Path.GetFileName((string)source!)));
    }

    [Fact]
    public void An_engine_that_dies_in_a_search_is_told_and_the_next_connection_searches()
    {
        EngineProcess.SkipWhereChildrenAreNotListed();
        using (var engine = EngineProcess.Of(Environment.ProcessId))
        {
            _session.Set("engine", Process.GetProcessById(engine.Id));
        }

        ScriptResult result = _session.Try("""
            Get-Item photos/cat/cat.jpg, photos/coffee/coffee.jpg, photos/rocket/rocket.jpg |
                ForEach-Object { $_; if ($_.Name -eq 'coffee.jpg') { $engine.Kill(); $engine.WaitForExit() } } |
                Find-ClarifaiSimilar -Like photos/cat/cat.jpg -MinSimilarity 0 -BatchSize 1 -ThrottleLimit 1
            """);

        Assert.Equal(["cat.jpg", "coffee.jpg"], result.Sources.Select(source => Path.GetFileName((string)source!)));
        Assert.Equal("LocalEngineFailed", result.Terminating!.Id());
        Assert.Equal("The local engine has stopped. Start it again: Connect-Clarifai -Local.", result.Terminating!.Exception.Message);
        _session.Run("Connect-Clarifai -Local");
        Assert.Equal(3, _session.Run("Get-ChildItem photos -Recurse -File | Find-ClarifaiSimilar -Like photos/cat/cat.jpg").Output.Count);
    }

    [Fact]
    public async Task A_shell_that_was_killed_while_it_sent_the_examples_is_repeated_by_the_same_line()
    {
        EngineProcess.SkipWhereChildrenAreNotListed();
        const string Train = "Get-ChildItem photos -Recurse -File | New-ClarifaiModel -Name things -BatchSize 1 -ThrottleLimit 1 -Verbose";
        using var shell = ShellProcess.Start(
            $"Connect-Clarifai -Local; {Train} 4>&1 | ForEach-Object {{ "
            + "if (\"$_\" -like '1 input,*') { 'sent'; $null = [Console]::In.ReadLine() } }",
            start => start.WorkingDirectory = _folder.FullPath);
        Assert.Equal("sent", await shell.ReadLineAsync());
        using (var engine = EngineProcess.Of(shell.Id))
        {
            shell.Kill();
            await engine.WaitForExitAsync();
        }

        ScriptResult repeated = _session.Run(Train);

        Assert.Contains(repeated.Verbose, line => line is "Examples already in the app: 1." or "Examples already in the app: 2.");
        Assert.Equal("cat 1, coffee 1, rocket 1", $"{Assert.Single(repeated.Output).Value("Concepts")}");
        Assert.Contains(
            "Delete the model and 3 examples of its concepts",
            _session.Show("Remove-ClarifaiModel things -IncludeExamples -WhatIf"),
            StringComparison.Ordinal);
    }

    private IEnumerable<string> Completions(string line) =>
        _session.Run($"(TabExpansion2 '{line}').CompletionMatches.CompletionText").Output.Select(text => text.ToString());
}
