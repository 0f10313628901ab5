using System.Text;
using System.Text.Json.Nodes;
using Clarifai.PowerShell.Tests.Engine;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Promises;

/// <summary>What is promised of runs with the local engine.</summary>
[Collection(nameof(LocalEngines))]
public sealed class EnginePromiseTests : IDisposable
{
    private readonly ModuleSession _session = new();
    private readonly SampleFolder _folder = new();

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_checkpoint_is_gone_on_with_whatever_port_and_key_the_engine_has_today_and_with_no_other_service()
    {
        await using var service = new RawService();
        _session.Set("file", _folder.PathOf("run.jsonl"));
        _session.GoTo(Repository.PathOf("samples"));
        const string Run = "Connect-Clarifai -Local; (Get-ClarifaiConnection).BaseUri.ToString(); "
            + "(Invoke-ClarifaiPredict cat.jpg, coffee.jpg -Model color -CheckpointPath $file).Count; Disconnect-Clarifai";
        ScriptResult first = _session.Run(Run);
        byte[] kept = File.ReadAllBytes(_folder.PathOf("run.jsonl"));

        ScriptResult second = _session.Run(Run);
        _session.Connect(service.Address);
        ScriptResult other = _session.Try("Invoke-ClarifaiPredict cat.jpg -Model color -CheckpointPath $file");

        Assert.NotEqual(first.Output[0].BaseObject, second.Output[0].BaseObject);
        Assert.Equal(first.Output[1].BaseObject, second.Output[1].BaseObject);
        Assert.Empty(second.Warnings);
        Assert.Equal("CheckpointMismatch", other.Terminating!.Id());
        Assert.Empty(service.Requests);
        Assert.Equal(kept, File.ReadAllBytes(_folder.PathOf("run.jsonl")));
    }

    [Fact]
    public void A_checkpoint_of_a_workflow_is_one_of_the_versions_of_its_models()
    {
        _session.Set("file", _folder.PathOf("run.jsonl"));
        _session.GoTo(Repository.PathOf("samples"));

        ScriptResult versions = _session.Run(
            """
            Connect-Clarifai -Local
            $null = Invoke-ClarifaiWorkflow cat.jpg -Workflow general -CheckpointPath $file
            'general', 'color' | ForEach-Object { (Invoke-ClarifaiPredict cat.jpg -Model $_ -As Output).ModelVersionId }
            """);

        Assert.Contains(
            $"\"engine_version\":\"{versions.Output[0]} {versions.Output[1]}\"",
            File.ReadAllText(_folder.PathOf("run.jsonl")),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_byte_order_mark_before_a_manifest_is_passed_over()
    {
        string built = Path.Combine(Path.GetDirectoryName(ModuleRunspace.Engine)!, "Models", "nsfw");
        foreach (string file in Directory.GetFiles(built))
        {
            _folder.Write(Path.Combine("flowers", Path.GetFileName(file)), File.ReadAllBytes(file));
        }

        JsonObject manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(built, "manifest.json")))!.AsObject();
        manifest.Remove("serves");
        manifest["name"] = "flowers";
        _folder.Write("flowers/manifest.json", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(manifest.ToJsonString())]);
        using var shell = ShellProcess.Start(
            """
            try { Connect-Clarifai -Local; (Invoke-ClarifaiPredict samples/cat.jpg -Model flowers -As Output).ModelName } catch { "$_" }
            """,
            start =>
            {
                start.Environment["CLARIFAI_LOCAL"] = ModuleRunspace.Engine;
                start.Environment["CLARIFAI_LOCAL_MODELS"] = _folder.FullPath;
            });

        Assert.Equal("flowers", (await shell.ReadToEndAsync()).Trim());
    }
}
