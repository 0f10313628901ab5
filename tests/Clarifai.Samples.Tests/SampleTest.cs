using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Security;
using System.Text.Json.Nodes;
using Clarifai.PowerShell.Tests.Fixture;
using Clarifai.Shell;

namespace Clarifai.Samples.Tests;

/// <summary>A test that runs a sample as it is in the folder samples, with PowerShell's own cmdlets and a service on loopback.</summary>
public abstract class SampleTest : IAsyncLifetime
{
    private readonly Runspace _runspace;
    private StubService? _service;

    private protected SampleTest()
    {
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        var state = InitialSessionState.CreateDefault();
        state.ThrowOnRunspaceOpenError = true;
        state.ImportPSModule(Checkout.ModuleManifest);
        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
        Photos = Directory.CreateDirectory(Folder.PathOf("photos")).FullName;
    }

    public static string Samples { get; } = Path.GetFullPath("../../../samples", Path.GetDirectoryName(Checkout.ModuleManifest)!);

    private protected SampleFolder Folder { get; } = new();

    /// <summary>An empty folder for pictures.</summary>
    private protected string Photos { get; }

    private protected StubService Service => _service!;

    public async ValueTask InitializeAsync()
    {
        _service = await StubService.StartAsync();
        using var key = new SecureString();
        key.AppendChar('k');
        key.MakeReadOnly();
        _runspace.SessionStateProxy.SetVariable("key", key);
        Run($"Connect-Clarifai -ApiKey $key -BaseUri '{_service.Address}'");
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _runspace.Dispose();
        Folder.Dispose();
        if (_service is not null)
        {
            await _service.DisposeAsync();
        }
    }

    /// <summary>Runs a script in the folder of the samples, which must end without any error.</summary>
    private protected ScriptResult Run(string script)
    {
        ScriptResult result = Try(script);
        Assert.Empty(result.Errors.Select(error => error.ToString()));
        return result;
    }

    /// <summary>Runs a script in the folder of the samples. A terminating error fails the test.</summary>
    private protected ScriptResult Try(string script)
    {
        _runspace.SessionStateProxy.Path.SetLocation(Samples);
        using var pipeline = System.Management.Automation.PowerShell.Create(_runspace);
        IReadOnlyList<PSObject> output = [.. pipeline.AddScript(script).Invoke()];
        return new ScriptResult
        {
            Output = output,
            Errors = [.. pipeline.Streams.Error],
            Terminating = null,
            Verbose = [.. pipeline.Streams.Verbose.Select(record => record.Message)],
            Warnings = [.. pipeline.Streams.Warning.Select(record => record.Message)],
        };
    }

    private protected string Photo(string name) => Folder.Picture(Path.Combine("photos", name));

    /// <summary>The data of an output with concepts.</summary>
    private protected static string Concepts(params (string Name, double Value)[] concepts) => new JsonObject
    {
        ["concepts"] = new JsonArray(
            [.. concepts.Select(concept => new JsonObject { ["name"] = concept.Name, ["value"] = concept.Value })]),
    }.ToJsonString();
}
