using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Clarifai.Shell;

namespace Clarifai.PowerShell.Tests.Shell;

public sealed class ShellSessionTests
{
    [Fact]
    public void OpensARunspaceWithTheModule()
    {
        using var session = ShellSession.Open(new SilentHost());
        using var pipeline = session.CreatePowerShell();

        PSObject module = Assert.Single(pipeline.AddCommand("Get-Module").AddArgument("Clarifai").Invoke());

        Assert.Equal(Checkout.ModuleManifest, Path.Combine(((PSModuleInfo)module.BaseObject).ModuleBase, "Clarifai.psd1"));
    }

    [Fact]
    public void AMissingManifestIsNamed()
    {
        string missing = Path.Combine(AppContext.BaseDirectory, "nosuchmodule.psd1");

        FileNotFoundException e = Assert.Throws<FileNotFoundException>(() => ShellSession.Open(new SilentHost(), missing));

        Assert.Equal(missing, e.FileName);
    }

    [Fact]
    public void AModuleThatCannotBeImportedIsAnError()
    {
        using ScriptFolder folder = new();
        string broken = folder.Add("Broken.psd1", "@{ ModuleVersion = '1.0'; RootModule = 'nosuch.dll' }");

        Assert.Throws<RunspaceOpenModuleLoadException>(() => ShellSession.Open(new SilentHost(), broken));
    }

    [Fact]
    public void DisposeClosesTheRunspace()
    {
        var session = ShellSession.Open(new SilentHost());

        session.Dispose();

        Assert.Equal(RunspaceState.Closed, session.Runspace.RunspaceStateInfo.State);
    }
}
