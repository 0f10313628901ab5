<#
.SYNOPSIS
    Runs the Pester suite against a module as people import it: the staged one, or one from a package.
.DESCRIPTION
    Invoke-Pester tests/Pester runs it against the staged one.

    Meant for a process of its own, because an imported assembly stays loaded. Ends with exit code 1 where a test fails or none ran.
.EXAMPLE
    pwsh -NoProfile -File tests/Pester/Invoke-Suite.ps1
#>
[CmdletBinding()]
param(
    # The files to run; by default all of them.
    [string[]] $Path = $PSScriptRoot,

    # The module's manifest; by default the one that the build staged.
    [string] $ModuleManifest,

    # The local engine's program; by default the one that the build made. Tests that need it are skipped where there is none.
    [string] $EnginePath,

    # Where to write the results, as NUnit XML.
    [string] $ResultPath
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3.0

if ($ModuleManifest) { $env:CLARIFAI_TEST_MODULE = (Resolve-Path -LiteralPath $ModuleManifest).ProviderPath }
if ($EnginePath) { $env:CLARIFAI_LOCAL = $EnginePath }

Import-Module Pester -MinimumVersion 5.5 -MaximumVersion 5.99
$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Detailed'
if ($ResultPath) {
    $configuration.TestResult.Enabled = $true
    $configuration.TestResult.OutputPath = $ResultPath
}

$run = Invoke-Pester -Configuration $configuration
if ($run.Result -ne 'Passed' -or $run.PassedCount -eq 0) {
    exit 1
}
