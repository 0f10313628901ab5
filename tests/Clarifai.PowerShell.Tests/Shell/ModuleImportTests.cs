using Clarifai.PowerShell.Tests.Fixture;
using Clarifai.Shell;

namespace Clarifai.PowerShell.Tests.Shell;

public sealed class ModuleImportTests
{
    [Fact]
    public async Task The_staged_module_is_imported_at_the_start()
    {
        ShellResult result = await ShellProcess.RunAsync("Get-Module Clarifai | ForEach-Object { $_.Name; $_.ModuleBase }");

        Assert.Equal($"Clarifai\n{Path.GetDirectoryName(Checkout.ModuleManifest)}\n", result.Output);
    }

    [Fact]
    public async Task Scripts_find_the_local_engine_of_this_build()
    {
        ShellResult result = await ShellProcess.RunAsync("$env:CLARIFAI_LOCAL; [IO.File]::Exists($env:CLARIFAI_LOCAL)");

        Assert.Equal($"{Checkout.LocalEngine}\nTrue\n", result.Output);
    }
}
