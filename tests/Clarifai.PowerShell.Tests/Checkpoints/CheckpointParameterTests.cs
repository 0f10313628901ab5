using System.Globalization;
using System.Management.Automation;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Checkpoints;

/// <summary>-CheckpointPath: literal, resolved by the session's location, and said of in the verbose stream.</summary>
public sealed class CheckpointParameterTests : ConnectedTest
{
    private string[] Pictures => [.. Enumerable.Range(1, 5).Select(i => Folder.Picture($"{i}.jpg"))];

    [Fact]
    public void A_second_run_asks_only_about_what_is_new()
    {
        string[] pictures = Pictures;
        Session.GoTo(Folder.FullPath);
        Session.Run("$input | Invoke-ClarifaiPredict -CheckpointPath run.jsonl", [.. pictures.Take(3)]);
        Assert.Equal(["1", "2", "3"], Service.Captions.Order());

        ScriptResult result = Session.Run("$input | Invoke-ClarifaiPredict -CheckpointPath run.jsonl -Verbose", [.. pictures]);

        Assert.Equal(["1", "2", "3", "4", "5"], Service.Captions.Order());
        Assert.Equal(["1", "2", "3", "4", "5"], result.Names);
        Assert.Equal(pictures, result.Sources);
        Assert.Contains(result.Verbose, line => line.EndsWith(": 3.", StringComparison.Ordinal));
    }

    [Fact]
    public void The_path_is_literal_and_relative_to_the_location()
    {
        Session.GoTo(Folder.FullPath);
        Session.Run("Invoke-ClarifaiPredict -LiteralPath $input -CheckpointPath 'run[1].jsonl'", Pictures[0]);

        Assert.True(File.Exists(Folder.PathOf("run[1].jsonl")));
    }

    [Theory]
    [InlineData(".", "The checkpoint '{0}' is a folder. Specify a file.")]
    [InlineData("nowhere/run.jsonl", "The checkpoint '{0}' cannot be read or written: its folder does not exist.")]
    public void A_path_that_cannot_be_a_file_says_why(string path, string message)
    {
        Session.GoTo(Folder.FullPath);
        Session.Set("path", path);

        ErrorRecord error = Session.Try("Invoke-ClarifaiPredict $input -CheckpointPath $path", Pictures[0]).Terminating!;

        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(Folder.PathOf(path)));
        Assert.Equal(("CheckpointFailed", ErrorCategory.WriteError), error.Kind());
        Assert.Equal(string.Format(CultureInfo.InvariantCulture, message, full), error.Exception.Message);
        Assert.Empty(Service.Requests);
    }

    [Fact]
    public void Everything_can_be_had_from_a_checkpoint_in_every_form()
    {
        Session.Set("file", Folder.PathOf("run.jsonl"));
        Session.Set("picture", Pictures[0]);
        Session.Run("Invoke-ClarifaiPredict $picture -CheckpointPath $file");

        object raw = Assert.Single(Session.Run("Invoke-ClarifaiPredict $picture -CheckpointPath $file -As Raw").Output).BaseObject;
        ScriptResult output = Session.Run("Invoke-ClarifaiPredict $picture -CheckpointPath $file -As Output");

        Assert.Contains("\"model_version\":{\"id\":\"version-1\"}", Assert.IsType<string>(raw), StringComparison.Ordinal);
        Assert.Equal(["version-1"], output.All("ModelVersionId"));
        Assert.Single(Service.Requests);
    }

    [Fact]
    public void Another_model_ends_the_run_before_anything_is_sent_unless_forced()
    {
        Session.Set("file", Folder.PathOf("run.jsonl"));
        Session.Set("picture", Pictures[0]);
        Session.Run("Invoke-ClarifaiPredict $picture -CheckpointPath $file");

        ScriptResult refused = Session.Try("Invoke-ClarifaiPredict $picture -Model food -CheckpointPath $file");

        Assert.Equal(("CheckpointMismatch", ErrorCategory.InvalidOperation), refused.Terminating!.Kind());
        Assert.Single(Service.Requests);
        Session.Run("Invoke-ClarifaiPredict $picture -Model food -CheckpointPath $file -Force");
        Assert.Equal(2, Service.Requests.Count);
    }

    [Fact]
    public void A_checkpoint_in_use_ends_the_second_run_and_not_the_first()
    {
        Session.Set("file", Folder.PathOf("run.jsonl"));
        Session.Set("pictures", Pictures);

        ScriptResult result = Session.Try(
            """
            $pictures | Invoke-ClarifaiPredict -CheckpointPath $file -BatchSize 1 -ThrottleLimit 1 | ForEach-Object {
                try { Invoke-ClarifaiPredict $pictures[0] -CheckpointPath $file } catch { $_.FullyQualifiedErrorId }
                $_.Name
            }
            """);

        const string InUse = "CheckpointInUse,Clarifai.PowerShell.Commands.InvokeClarifaiPredictCommand";
        Assert.Equal(["1", "2", "3", "4", "5"], result.Output.Select(row => (string)row.BaseObject).Where(text => text != InUse));
        Assert.Equal(5, result.Output.Count(row => (string)row.BaseObject == InUse));
        Session.Run("$pictures | Invoke-ClarifaiPredict -CheckpointPath $file");
        Assert.Equal(5, Service.Requests.Count);
    }

    [Fact]
    public void A_stopped_pipeline_lets_go_of_the_file_and_keeps_what_was_answered()
    {
        Session.Set("file", Folder.PathOf("run.jsonl"));
        Session.Set("pictures", Pictures);
        const string Predict = "$pictures | Invoke-ClarifaiPredict -CheckpointPath $file -BatchSize 1 -ThrottleLimit 1";
        Session.Run($"foreach ($once in 1) {{ {Predict} | ForEach-Object {{ break }} }}");
        int asked = Service.Requests.Count;

        ScriptResult result = Session.Run(Predict);

        Assert.Equal(["1", "2", "3", "4", "5"], result.Names);
        Assert.Equal(1, asked);
        Assert.Equal(5, Service.Requests.Count);
    }
}
