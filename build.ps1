<#
.SYNOPSIS
    Builds, tests, packages and installs the module. A thin wrapper around dotnet, which also builds and tests without PowerShell.
.DESCRIPTION
    Build    builds everything; the module is in out/Clarifai.
    Test     runs all tests, including the Pester suite in its own PowerShell.
    Package  creates release packages in out/packages: the module's gallery package, and the local engine as a tool and an archive, compiled
             ahead of time for this platform. This requires a C compiler: https://aka.ms/nativeaot-prerequisites
    Install  installs the module, as a release and with the local engine, where PowerShell finds it by name.
    Clean    deletes everything that was built.
.EXAMPLE
    ./build.ps1 -Task Build, Test
.EXAMPLE
    ./build.ps1 -Task Install
#>
[CmdletBinding(PositionalBinding = $false)]
param(
    [Parameter(Position = 0)]
    [ArgumentCompleter({ 'Build', 'Test', 'Package', 'Install', 'Clean' -like "$($args[2])*" })]
    [string[]] $Task = 'Build',

    # For Build and Test. Packages and installed modules are releases.
    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug',

    # Where Install puts the module. Default: the first folder of PSModulePath, which belongs to the user.
    [ValidateNotNullOrEmpty()]
    [string] $ModulePath = ($env:PSModulePath -split [System.IO.Path]::PathSeparator)[0]
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3.0

# pwsh -File passes several tasks as one string.
$Task = @($Task -split ',' | ForEach-Object Trim)
$unknown = @($Task | Where-Object { $_ -notin 'Build', 'Test', 'Package', 'Install', 'Clean' })
if ($unknown -or -not $Task) {
    throw "Unknown task '$($unknown -join "', '")'. Valid tasks: Build, Test, Package, Install and Clean."
}

function Invoke-Dotnet {
    param([Parameter(Mandatory)] [string[]] $Argument)

    & dotnet $Argument
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet $Argument ended with exit code $LASTEXITCODE"
    }
}

function Install-StagedModule {
    param([Parameter(Mandatory)] [string] $ModulePath)

    $version = (Test-ModuleManifest -Path (Get-StagedManifest)).Version
    $destination = Join-Path $ModulePath "Clarifai/$version"
    if (Test-Path -LiteralPath $destination) {
        Remove-Item -LiteralPath $destination -Recurse
    }

    $null = New-Item -ItemType Directory -Path $destination -Force
    Get-ChildItem -Path (Split-Path -Path (Get-StagedManifest)) -Exclude local | Copy-Item -Destination $destination -Recurse
    $local = Join-Path $destination local

    # Ahead-of-time compilation would require a C compiler.
    Invoke-Dotnet -Argument 'publish', 'src/Clarifai.Local', '--configuration', 'Release', '--output', $local, '-p:PublishAot=false'
    Write-Output "Clarifai $version is in $destination. To use it: Import-Module Clarifai"
}

function Get-StagedManifest {
    $source = Get-Content -LiteralPath (Join-Path $PSScriptRoot 'Clarifai.psd1') -Raw
    $version = [regex]::Match($source, "(?m)^\s*ModuleVersion\s*=\s*'([0-9.]+)'").Groups[1].Value
    Join-Path $PSScriptRoot "out/Clarifai/$version/Clarifai.psd1"
}

Push-Location -LiteralPath $PSScriptRoot
try {
    foreach ($name in $Task) {
        switch ($name) {
            'Build' { Invoke-Dotnet -Argument 'build', '--configuration', $Configuration }
            'Test' { Invoke-Dotnet -Argument 'test', '--configuration', $Configuration }
            'Package' {
                Invoke-Dotnet -Argument 'pack', 'src/module', '--configuration', 'Release'

                # The package that users install refers to one package per platform.
                $pack = 'pack', 'src/Clarifai.Local', '--configuration', 'Release', '--output', 'out/packages'
                Invoke-Dotnet -Argument $pack
                Invoke-Dotnet -Argument ($pack + '--use-current-runtime' + "-p:ArchiveFolder=$PSScriptRoot/out/packages")
            }
            'Install' {
                Invoke-Dotnet -Argument 'build', 'src/module', '--configuration', 'Release'
                Install-StagedModule -ModulePath $ModulePath
            }
            'Clean' {
                if (Test-Path -LiteralPath out) {
                    Remove-Item -LiteralPath out -Recurse -Force
                }
            }
        }
    }
}
finally {
    Pop-Location
}
