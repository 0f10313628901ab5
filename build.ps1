<#
.SYNOPSIS
    Builds and tests the module. A thin wrapper: dotnet does the work, and does it without PowerShell as well.
.EXAMPLE
    ./build.ps1 -Task Build, Test
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Clean')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug'
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3.0

function Invoke-Dotnet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet $args ended with exit code $LASTEXITCODE"
    }
}

Push-Location -LiteralPath $PSScriptRoot
try {
    foreach ($name in $Task) {
        switch ($name) {
            'Build' { Invoke-Dotnet build --configuration $Configuration }
            'Test' { Invoke-Dotnet test --configuration $Configuration }
            'Clean' { Invoke-Dotnet clean --configuration $Configuration }
        }
    }
}
finally {
    Pop-Location
}
