using System.Diagnostics;
using System.Globalization;
using System.Management.Automation.Language;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Clarifai.PowerShell.Tests.Engine;
using Clarifai.PowerShell.Tests.Fixture;
using k8s;
using k8s.Models;

namespace Clarifai.PowerShell.Tests.Samples;

/// <summary>The manifests of samples/many-machines: what Kubernetes reads, and that the parts fit each other.</summary>
[Collection(nameof(LocalEngines))]
public sealed partial class ClusterManifestTests
{
    private static readonly string Folder = Repository.PathOf("samples", "many-machines");

    private readonly List<object> _engines = Read("engines.yaml");
    private readonly V1Job _job = Assert.IsType<V1Job>(Assert.Single(Read("shards.yaml")));

    private V1Deployment Deployment => Assert.Single(_engines.OfType<V1Deployment>());

    private V1Service Service => Assert.Single(_engines.OfType<V1Service>());

    private V1Container Engine => Assert.Single(Deployment.Spec.Template.Spec.Containers);

    private V1Container Shard => Assert.Single(_job.Spec.Template.Spec.Containers);

    [Fact]
    public void The_service_finds_the_engines_and_the_probes_their_health()
    {
        Assert.Equal(4, _engines.Count);
        Assert.Equal(Deployment.Spec.Template.Metadata.Labels, Service.Spec.Selector);
        Assert.Equal(Deployment.Spec.Selector.MatchLabels, Service.Spec.Selector);
        V1ServicePort port = Assert.Single(Service.Spec.Ports);
        V1ContainerPort own = Assert.Single(Engine.Ports);
        Assert.Equal(own.Name, port.TargetPort.Value);
        Assert.All([Engine.ReadinessProbe, Engine.LivenessProbe], probe =>
            Assert.Equal(("/healthz", own.Name), (probe.HttpGet.Path, probe.HttpGet.Port.Value)));
        Assert.Equal(own.ContainerPort.ToString(CultureInfo.InvariantCulture), Engine.Args[Engine.Args.IndexOf("--port") + 1]);
        Assert.Contains($"EXPOSE {own.ContainerPort}", File.ReadAllText(Path.Combine(Folder, "Dockerfile")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_autoscaler_scales_the_engines_and_only_shards_reach_them()
    {
        V2HorizontalPodAutoscaler scaler = Assert.Single(_engines.OfType<V2HorizontalPodAutoscaler>());
        V1NetworkPolicy policy = Assert.Single(_engines.OfType<V1NetworkPolicy>());

        Assert.Equal((Deployment.Kind, Deployment.Metadata.Name), (scaler.Spec.ScaleTargetRef.Kind, scaler.Spec.ScaleTargetRef.Name));
        Assert.Null(Deployment.Spec.Replicas);
        Assert.True(Engine.Resources.Requests.ContainsKey("cpu"), "The autoscaler has nothing to compare with.");
        Assert.Equal(Service.Spec.Selector, policy.Spec.PodSelector.MatchLabels);
        V1NetworkPolicyPeer peer = Assert.Single(Assert.Single(policy.Spec.Ingress).FromProperty);
        Assert.Equal(_job.Spec.Template.Metadata.Labels, peer.PodSelector.MatchLabels);
    }

    [Fact]
    public void The_key_is_in_one_secret_and_in_no_manifest()
    {
        V1EnvVar[] keys = [.. Engine.Env.Concat(Shard.Env).Where(variable => variable.ValueFrom is not null)];

        Assert.Equal(2, keys.Length);
        Assert.Single(keys.Select(key => (key.ValueFrom.SecretKeyRef.Name, key.ValueFrom.SecretKeyRef.Key)).Distinct());
        Assert.Equal(keys[0].Name, Engine.Args[Engine.Args.IndexOf("--key-variable") + 1]);
        Assert.Equal("CLARIFAI_API_KEY", keys[1].Name);
    }

    [Fact]
    public void The_job_has_as_many_indexes_as_there_are_shards_and_calls_the_script_as_it_is()
    {
        Assert.Equal("Indexed", _job.Spec.CompletionMode);
        string command = Assert.Single(Shard.Args);
        ScriptBlockAst parsed = Parser.ParseInput(command, out _, out ParseError[] errors);
        Assert.Empty(errors);
        CommandAst call = parsed.FindAll(ast => ast is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>().First();
        string[] given = [.. call.CommandElements.OfType<CommandParameterAst>().Select(parameter => parameter.ParameterName)];
        ScriptBlockAst script = Parser.ParseFile(Path.Combine(Folder, "Invoke-Shard.ps1"), out _, out _);
        string[] known = [.. script.ParamBlock.Parameters.Select(parameter => parameter.Name.VariablePath.UserPath)];

        Assert.Empty(given.Except(known));
        Assert.EndsWith("/Invoke-Shard.ps1", call.GetCommandName(), StringComparison.Ordinal);
        Assert.Contains($"$(1 + $env:JOB_COMPLETION_INDEX)/{_job.Spec.Completions}\"", command, StringComparison.Ordinal);
        Assert.Contains($"http://{Service.Metadata.Name}:{Service.Spec.Ports[0].Port} ", command, StringComparison.Ordinal);
        string dockerfile = File.ReadAllText(Path.Combine(Folder, "Dockerfile"));
        Assert.Contains($"COPY samples/many-machines/Invoke-Shard.ps1 {call.GetCommandName()}\n", dockerfile, StringComparison.Ordinal);
    }

    [Fact]
    public void The_array_counts_from_one() => Assert.Contains(
        "#SBATCH --array=1-16\n", File.ReadAllText(Path.Combine(Folder, "shards.slurm")), StringComparison.Ordinal);

    // On loopback and any free port here; all else as in the manifest.
    [Fact]
    public async Task An_engine_with_these_arguments_answers_the_probes_and_the_shards()
    {
        const string Key = "4f1c8e02b7d95a36f0e17c4b2d8a6935e1f70c4a9b3d5862";
        string[] arguments = [.. Engine.Args];
        arguments[Array.IndexOf(arguments, "--listen") + 1] = "127.0.0.1";
        arguments[Array.IndexOf(arguments, "--port") + 1] = "0";
        var start = new ProcessStartInfo(ModuleRunspace.Engine, arguments) { RedirectStandardOutput = true };
        start.Environment[Engine.Env[0].Name] = Key;
        using Process engine = Process.Start(start)!;
        try
        {
            string? line = await engine.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            using var ready = JsonDocument.Parse(line!);
            using var http = new HttpClient { BaseAddress = new Uri(ready.RootElement.GetProperty("address").GetString()!) };

            Assert.Equal(HttpStatusCode.OK, await AskAsync(http, "/healthz", "10.1.2.3:8080", key: null));
            Assert.Equal(HttpStatusCode.OK, await AskAsync(http, "/v2/models", $"{Service.Metadata.Name}:8080", Key));
            Assert.Equal(HttpStatusCode.BadRequest, await AskAsync(http, "/v2/models", "10.1.2.3:8080", Key));
        }
        finally
        {
            engine.Kill();
            await engine.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public void What_the_images_copy_is_there()
    {
        string dockerfile = File.ReadAllText(Path.Combine(Folder, "Dockerfile"));

        string[] own = [.. Copied().Matches(dockerfile).Select(match => match.Groups[1].Value)];

        Assert.NotEmpty(own);
        Assert.All(own, path => Assert.True(File.Exists(Repository.PathOf(path)) || Directory.Exists(Repository.PathOf(path)), path));
        Assert.All(Projects().Matches(dockerfile).Select(match => match.Groups[1].Value), project =>
            Assert.NotEmpty(Directory.EnumerateFiles(Repository.PathOf(project), "*.csproj")));
    }

    // A member that the type does not know is an error.
    private static List<object> Read(string name) =>
        KubernetesYaml.LoadAllFromString(File.ReadAllText(Path.Combine(Folder, name)), strict: true);

    private static async Task<HttpStatusCode> AskAsync(HttpClient http, string path, string host, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = host;
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Key", key);
        using HttpResponseMessage answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    [GeneratedRegex(@"^COPY (?!--from)(\S+) ", RegexOptions.Multiline)]
    private static partial Regex Copied();

    [GeneratedRegex(@"dotnet (?:publish|build) (\S+)")]
    private static partial Regex Projects();
}
