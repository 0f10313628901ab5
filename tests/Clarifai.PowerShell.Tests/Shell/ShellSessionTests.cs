using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Clarifai.Shell;

namespace Clarifai.PowerShell.Tests.Shell;

public sealed class ShellSessionTests
{
    [Fact]
    public void Opens_a_runspace_with_the_module()
    {
        using var session = ShellSession.Open(new SilentHost());
        using var pipeline = session.CreatePowerShell();

        PSObject module = Assert.Single(pipeline.AddCommand("Get-Module").AddArgument("Clarifai").Invoke());

        Assert.Equal(Checkout.ModuleManifest, Path.Combine(((PSModuleInfo)module.BaseObject).ModuleBase, "Clarifai.psd1"));
    }

    [Fact]
    public void A_missing_manifest_is_named()
    {
        string missing = Path.Combine(AppContext.BaseDirectory, "nosuchmodule.psd1");

        FileNotFoundException e = Assert.Throws<FileNotFoundException>(() => ShellSession.Open(new SilentHost(), missing));

        Assert.Equal(missing, e.FileName);
    }

    [Fact]
    public void A_module_that_cannot_be_imported_is_an_error()
    {
        using ScriptFolder folder = new();
        string broken = folder.Add("Broken.psd1", "@{ ModuleVersion = '1.0'; RootModule = 'nosuch.dll' }");

        Assert.Throws<RunspaceOpenModuleLoadException>(() => ShellSession.Open(new SilentHost(), broken));
    }

    [Fact]
    public void Dispose_closes_the_runspace()
    {
        var session = ShellSession.Open(new SilentHost());

        session.Dispose();

        Assert.Equal(RunspaceState.Closed, session.Runspace.RunspaceStateInfo.State);
    }
}
