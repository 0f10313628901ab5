using Clarifai.Shell;

namespace Clarifai.PowerShell.Tests.Shell;

public sealed class ModuleImportTests
{
    [Fact]
    public async Task TheStagedModuleIsImportedAtTheStart()
    {
        ShellResult result = await ShellProcess.CommandAsync("Get-Module Clarifai | ForEach-Object { $_.Name; $_.ModuleBase }");

        Assert.Equal($"Clarifai\n{Path.GetDirectoryName(Checkout.ModuleManifest)}\n", result.Output);
    }

    [Fact]
    public async Task ScriptsFindTheLocalEngineOfThisBuild()
    {
        ShellResult result = await ShellProcess.CommandAsync("$env:CLARIFAI_LOCAL; [IO.File]::Exists($env:CLARIFAI_LOCAL)");

        Assert.Equal($"{Checkout.LocalEngine}\nTrue\n", result.Output);
    }
}
