BeforeDiscovery { Import-Module "$PSScriptRoot/ClarifaiSuite.psm1" -Force }

BeforeAll {
    Import-Module "$PSScriptRoot/ClarifaiSuite.psm1" -Force
    Import-TestedModule
}

AfterAll { Remove-Module ClarifaiSuite }

Describe 'The manifest' {
    It 'is valid and for both editions' {
        $manifest = Test-ModuleManifest -Path $env:CLARIFAI_TEST_MODULE
        $manifest.Name | Should -Be 'Clarifai'
        $manifest.CompatiblePSEditions | Should -Be 'Core', 'Desktop'
        $manifest.PowerShellVersion | Should -Be ([version]'5.1')
    }

    It 'exports exactly what the module has' {
        $listed = & ([scriptblock]::Create((Get-Content -LiteralPath $env:CLARIFAI_TEST_MODULE -Raw)))
        (Get-Command -Module Clarifai -CommandType Cmdlet).Name | Sort-Object | Should -Be ($listed.CmdletsToExport | Sort-Object)
        (Get-Command -Module Clarifai -CommandType Alias).Name | Should -Be $listed.AliasesToExport
    }
}

Describe 'Importing' {
    It 'again with -Force exports the same' {
        $before = (Get-Command -Module Clarifai).Name
        Import-TestedModule
        Import-TestedModule
        (Get-Command -Module Clarifai).Name | Should -Be $before
    }

    It 'loads no assembly but its own and what the shell has already' -Skip:($PSVersionTable.PSEdition -ne 'Core') {
        $script = Join-Path $TestDrive loaded.ps1
        @"
`$before = [AppDomain]::CurrentDomain.GetAssemblies().FullName
Import-Module '$env:CLARIFAI_TEST_MODULE'
[AppDomain]::CurrentDomain.GetAssemblies() |
    Where-Object { `$_.Location -and `$_.Location.StartsWith('$(Split-Path $env:CLARIFAI_TEST_MODULE)') } |
    ForEach-Object { `$_.GetName().Name }
"@ | Set-Content -LiteralPath $script
        Invoke-InOwnProcess $script | Should -Be 'Clarifai.PowerShell'
    }

    It 'finds the module by name where its folder is on PSModulePath' {
        $modules = Split-Path (Split-Path (Split-Path $env:CLARIFAI_TEST_MODULE))
        $script = Join-Path $TestDrive named.ps1
        @"
`$env:PSModulePath = '$modules' + [IO.Path]::PathSeparator + `$env:PSModulePath
(Get-Command Invoke-ClarifaiPredict).Source
"@ | Set-Content -LiteralPath $script
        Invoke-InOwnProcess $script | Should -Be 'Clarifai'
    }
}

Describe 'Help' {
    It 'about_Clarifai is found' {
        Get-Help about_Clarifai | Out-String | Should -Match 'concept objects out'
    }
}

Describe 'The local engine' -Skip:(-not $env:CLARIFAI_LOCAL) {
    It 'ends with Remove-Module' {
        $script = Join-Path $TestDrive removed.ps1
        @"
Import-Module '$env:CLARIFAI_TEST_MODULE'
`$connection = Connect-Clarifai -Local -PassThru
`$address = `$connection.BaseUri
Remove-Module Clarifai
try {
    `$client = [System.Net.Sockets.TcpClient]::new()
    `$client.Connect(`$address.Host, `$address.Port)
    'still there'
} catch { 'gone' }
"@ | Set-Content -LiteralPath $script
        Invoke-InOwnProcess $script | Should -Be 'gone'
    }

    It 'tells what is in a photo' {
        Connect-Clarifai -Local
        try {
            $photo = Join-Path (Split-Path (Split-Path $PSScriptRoot)) samples/cat.jpg
            (Invoke-ClarifaiPredict -LiteralPath $photo -MinValue 0.5).Name | Should -Contain 'cat'
        }
        finally {
            Disconnect-Clarifai
        }
    }
}
