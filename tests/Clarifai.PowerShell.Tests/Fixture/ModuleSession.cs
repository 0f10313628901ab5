using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Security;

namespace Clarifai.PowerShell.Tests.Fixture;

/// <summary>A runspace with the staged module in it, and nobody at the keyboard.</summary>
internal sealed class ModuleSession : IDisposable
{
    /// <summary>The key of <see cref="Connect"/>. Nothing but the Authorization header may ever show it.</summary>
    public const string Key = "canary-0123456789abcdef";

    private readonly CapturingHost _host = new();
    private readonly Runspace _runspace;

    public ModuleSession()
    {
        _runspace = ModuleRunspace.Open(_host);

        // The engine goes on without a provider that it could not start, and says so on the screen only.
        Assert.Equal("", Screen);
    }

    /// <summary>What reached the screen.</summary>
    public string Screen => _host.Screen;

    /// <summary>A key as people have it in a variable.</summary>
    public static SecureString Secret(string text)
    {
        var secret = new SecureString();
        foreach (char character in text)
        {
            secret.AppendChar(character);
        }

        secret.MakeReadOnly();
        return secret;
    }

    /// <summary>Runs a script that must end without any error. The input is in $input, item by item.</summary>
    public ScriptResult Run(string script, params object?[] input)
    {
        ScriptResult result = Try(script, input);
        Assert.Empty(result.Errors.Select(error => error.ToString()));
        Assert.Null(result.Terminating?.ToString());
        return result;
    }

    /// <summary>Runs a script that may end with errors.</summary>
    public ScriptResult Try(string script, params object?[] input)
    {
        using System.Management.Automation.PowerShell pipeline = Pipeline(script);
        Set("terminating", null);
        IReadOnlyList<PSObject> output = [.. pipeline.Invoke((IEnumerable)input)];
        return new ScriptResult
        {
            Output = output,
            Errors = [.. pipeline.Streams.Error],
            Terminating = (Get("terminating") as PSObject)?.BaseObject as ErrorRecord ?? Get("terminating") as ErrorRecord,
            Verbose = [.. pipeline.Streams.Verbose.Select(record => record.Message)],
            Warnings = [.. pipeline.Streams.Warning.Select(record => record.Message)],
        };
    }

    /// <summary>Runs a script as one does at a prompt: what it emits goes to the screen. Returns what was added to the screen.</summary>
    public string Show(string script, params object?[] input)
    {
        int start = Screen.Length;
        using System.Management.Automation.PowerShell pipeline = Pipeline(script).AddCommand("Out-Default");
        pipeline.Invoke((IEnumerable)input);
        Assert.Null(Get("terminating")?.ToString());
        return Screen[start..];
    }

    /// <summary>A pipeline to be started and stopped by the test.</summary>
    public System.Management.Automation.PowerShell Pipeline(string script)
    {
        var pipeline = System.Management.Automation.PowerShell.Create(_runspace);
        return pipeline.AddScript($"try {{\n{script}\n}} catch {{ $terminating = $_ }}", useLocalScope: false);
    }

    public void Set(string variable, object? value) => _runspace.SessionStateProxy.SetVariable(variable, value);

    public object? Get(string variable) => _runspace.SessionStateProxy.GetVariable(variable);

    /// <summary>Changes the location of the session; that of the process stays.</summary>
    public void GoTo(string folder) => _runspace.SessionStateProxy.Path.SetLocation(folder);

    /// <summary>Connects with a key to a service on this machine.</summary>
    public void Connect(Uri service)
    {
        Set("key", Secret(Key));
        Set("service", service.ToString());
        Run("Connect-Clarifai -ApiKey $key -BaseUri $service");
    }

    public void Dispose() => _runspace.Dispose();
}
