using System.Management.Automation;
using System.Reflection;

namespace Clarifai.PowerShell.Tests.Lifecycle;

/// <summary>
/// Select-Object -First 1, which the bare engine does not have: it ends the commands before it by the engine's own exception, which is not
/// for the public.
/// </summary>
[Cmdlet(VerbsCommon.Select, "First")]
public sealed class FirstCommand : PSCmdlet
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    protected override void ProcessRecord()
    {
        WriteObject(InputObject);
        Type type = typeof(PSCmdlet).Assembly.GetType("System.Management.Automation.StopUpstreamCommandsException", throwOnError: true)!;
        throw (Exception)type.GetConstructors(Any).Single(constructor => constructor.GetParameters().Length == 1).Invoke([this]);
    }
}
