using System.Management.Automation;
using Clarifai.Shell;

namespace Clarifai.Bench.Hosting;

/// <summary>A runspace with the staged module, connected to a server: $connection and $files are there for scripts.</summary>
internal sealed class ModuleHost : IDisposable
{
    private readonly ShellSession _session = ShellSession.Open(new QuietHost());

    public ModuleHost(Uri server)
    {
        Run(
            """
            param($address)
            $key = [securestring]::new()
            'benchmark'.ToCharArray() | ForEach-Object { $key.AppendChar($_) }
            $script:connection = Connect-Clarifai -ApiKey $key -BaseUri $address -PassThru
            """,
            server.ToString());
    }

    /// <summary>Puts into $files what Get-ChildItem gives for a folder, so many times over.</summary>
    public void ListFiles(string folder, int times) => Run(
        """
        param($folder, $times)
        $found = $ExecutionContext.InvokeProvider.ChildItem.Get($folder, $false)
        $script:files = @(foreach ($time in 1..$times) { $found })
        """,
        folder,
        times);

    /// <summary>Runs a script to its end. A run with an error is no run.</summary>
    public IReadOnlyList<PSObject> Run(string script, params object[] arguments)
    {
        using PowerShell pipeline = Prepare(script, arguments);
        IReadOnlyList<PSObject> output = pipeline.Invoke();
        return pipeline.Streams.Error.Count == 0 ? output : throw new InvalidOperationException(pipeline.Streams.Error[0].ToString());
    }

    /// <summary>A pipeline with a script that is not yet running.</summary>
    public PowerShell Prepare(string script, params object[] arguments)
    {
        PowerShell pipeline = _session.CreatePowerShell().AddScript(script);
        foreach (object argument in arguments)
        {
            pipeline.AddArgument(argument);
        }

        return pipeline;
    }

    public void Dispose() => _session.Dispose();
}
