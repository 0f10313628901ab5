# Every block of PowerShell in the README, in docs/testing.md and in the help does what it says: each runs in a new session, in a folder of
# its own with photos, a video and a list of URLs. The service is a stub on loopback; the local engine is the real one.

BeforeDiscovery { Import-Module "$PSScriptRoot/ClarifaiSuite.psm1" -Force }

BeforeAll {
    Import-Module "$PSScriptRoot/ClarifaiSuite.psm1" -Force
    $script:service = Open-StubService
    $root = Split-Path (Split-Path $PSScriptRoot)
    $script:modules = Split-Path (Split-Path $env:CLARIFAI_TEST_MODULE)
    $script:folder = Join-Path $TestDrive folder
    $null = New-Item -ItemType Directory -Path $folder, (Join-Path $folder out), (Join-Path $folder tests)
    Copy-Item -Path (Join-Path $root samples) -Destination $folder -Recurse
    Copy-Item -Path (Join-Path $root 'samples/*.jpg') -Destination $folder
    Copy-Item -LiteralPath $modules -Destination (Join-Path $folder out) -Recurse
    'Url', 'https://pictures.example/1.jpg' | Set-Content -LiteralPath (Join-Path $folder urls.csv)
    foreach ($name in 'pets/cat/1', 'pets/cat/4', 'pets/dog/2', 'more-pets/bird/3', 'foxes/4') {
        $null = New-Item -ItemType Directory -Path (Join-Path $folder (Split-Path $name)) -Force
        $photo = @{ 1 = 'cat'; 2 = 'coffee'; 3 = 'rocket'; 4 = 'astronaut' }[[int](Split-Path $name -Leaf)]
        Copy-Item -LiteralPath (Join-Path $root "samples/$photo.jpg") -Destination (Join-Path $folder "$name.jpg")
    }

    'Path,Concept', 'cat.jpg,cat; pet', 'coffee.jpg,drink' | Set-Content -LiteralPath (Join-Path $folder labels.csv)
    if (Get-Command ffmpeg -ErrorAction Ignore) {
        ffmpeg -nostdin -v error -f lavfi -i testsrc=duration=3:size=160x120:rate=5 (Join-Path $folder clip.mp4)
    }
}

AfterAll {
    Close-StubService $service
    Remove-Module ClarifaiSuite
}

Describe 'The blocks of <Page>' -ForEach @(Get-DocumentedBlock) {
    It 'number <Number> runs without an error' -ForEach $Blocks {
        if ($Missing) { Set-ItResult -Skipped -Because "there is no $($Missing -join ', no ')" }

        $place = Join-Path $TestDrive ([guid]::NewGuid())
        Copy-Item -LiteralPath $folder -Destination $place -Recurse
        $import = if ($Script -notmatch 'Import-Module \S*Clarifai') { "Import-Module '$env:CLARIFAI_TEST_MODULE'" }
        $pester = if ($Script -match 'Invoke-Pester') { "Import-Module '$((Get-Module Pester).Path)'" }
        $address = if ($Script -match '-ApiKey|-PersonalAccessToken') {
            "`$PSDefaultParameterValues['Connect-Clarifai:BaseUri'] = '$($service.Address)'"
        }

        # Pages on changing a model begin with one that is there.
        $local = if ($IsOfEngine) { 'Connect-Clarifai -Local' }
        $model = if ($Script -match '(Update|Remove)-ClarifaiModel' -and $Script -notmatch 'New-ClarifaiModel') {
            'Get-ChildItem pets -Recurse -File | New-ClarifaiModel -Name pets | Out-Null'
        }

        $file = Join-Path $place block.ps1
        @"
`$ErrorActionPreference = 'Stop'
`$env:CLARIFAI_API_KEY = 'key-1'
`$env:CLARIFAI_API_BASE = '$($service.Address)'
`$env:CLARIFAI_LOCAL_DATA = '$(Join-Path $place data)'
`$env:PSModulePath = '$modules' + [System.IO.Path]::PathSeparator + `$env:PSModulePath
Set-Location -LiteralPath '$place'
$import
$pester
$address
function Read-Host([switch] `$AsSecureString) {
    `$secret = [securestring]::new()
    'token-1'.ToCharArray().ForEach{ `$secret.AppendChar(`$_) }
    `$secret
}
function Set-Secret([string] `$Name, [securestring] `$Secret) { }
function Get-Secret([string] `$Name) { Read-Host -AsSecureString }
$local
$model
try {
$Script
'-- to the end'
} catch { "-- failed: `$_"; `$_.ScriptStackTrace }
"@ | Set-Content -LiteralPath $file -Encoding utf8
        $output = @(Invoke-InNewSession $file | Where-Object { $_ })
        $output[-1] | Should -Be '-- to the end' -Because ($output -join "`n")
    }
}
