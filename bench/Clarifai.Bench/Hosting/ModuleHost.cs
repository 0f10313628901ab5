using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Clarifai.Bench.References;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.Bench.Hosting;

/// <summary>A runspace with the staged module and the reference cmdlet. Scripts can use $connection, $server and $files.</summary>
internal sealed class ModuleHost : IDisposable
{
    private readonly Runspace _runspace = ModuleRunspace.Open(new QuietHost());

    public ModuleHost(Uri server)
    {
        Run(
            """
            param($address, $reference)
            Import-Module -Assembly $reference
            $script:server = $address
            $key = ConvertTo-SecureString benchmark -AsPlainText
            $script:connection = Connect-Clarifai -ApiKey $key -BaseUri $address -PassThru
            """,
            server.ToString(),
            typeof(InvokeLeastClientCommand).Assembly);
    }

    /// <summary>Puts into $files what Get-ChildItem gives for a folder, so many times over.</summary>
    public void ListFiles(string folder, int times) => Run(
        """
        param($folder, $times)
        $found = Get-ChildItem $folder
        $script:files = @(foreach ($time in 1..$times) { $found })
        """,
        folder,
        times);

    /// <summary>Runs a script to its end. An error in it is an exception.</summary>
    public IReadOnlyList<PSObject> Run(string script, params object[] arguments)
    {
        using System.Management.Automation.PowerShell pipeline = Prepare(script, arguments);
        IReadOnlyList<PSObject> output = pipeline.Invoke();
        return pipeline.Streams.Error.Count == 0 ? output : throw new InvalidOperationException(pipeline.Streams.Error[0].ToString());
    }

    /// <summary>A pipeline with a script that is not yet running.</summary>
    public System.Management.Automation.PowerShell Prepare(string script, params object[] arguments)
    {
        System.Management.Automation.PowerShell pipeline = System.Management.Automation.PowerShell.Create(_runspace).AddScript(script);
        foreach (object argument in arguments)
        {
            pipeline.AddArgument(argument);
        }

        return pipeline;
    }

    public void Dispose() => _runspace.Dispose();
}
