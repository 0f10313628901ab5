# What only a whole shell can show of a secret: transcripts, exported objects, formatted errors, the processes it starts.

BeforeDiscovery { Import-Module "$PSScriptRoot/ClarifaiSuite.psm1" -Force }

BeforeAll {
    Import-Module "$PSScriptRoot/ClarifaiSuite.psm1" -Force
    Import-TestedModule
    $script:service = Open-StubService
    $script:key = 'canary-key-0123456789abcdef'
    # Short, so that no view shortens it.
    $script:url = 'https://p.example/private.jpg?s=canary'
    $script:connection = Connect-Clarifai -ApiKey (ConvertTo-Secret $key) -BaseUri $service.Address -PassThru
    Add-SamplePicture -Path (Join-Path $TestDrive picture.jpg)
    $script:picture = Join-Path $TestDrive picture.jpg

    # Errors of every kind that a stub can cause, about the signed URL and about a file.
    function Get-Failure {
        $service.Refused[$url] = 30002
        $service.Refused['picture'] = 21200
        try {
            $url, $picture, "$picture.missing" |
                Invoke-ClarifaiPredict -BatchSize 1 -ErrorAction SilentlyContinue -ErrorVariable failed | Out-Null
        }
        catch { $failed += $_ }
        finally { $service.Refused.Clear() }
        $failed
    }
}

AfterAll {
    Disconnect-Clarifai
    Close-StubService $service
    Remove-Module ClarifaiSuite
}

Describe 'The key' {
    It 'reaches the service, so that its absence elsewhere means something' {
        $null = Invoke-ClarifaiPredict $picture
        @($service.Requests)[-1].Authorization | Should -Be "Key $key"
    }

    It 'is in no form of a connection: <_>' -ForEach 'list', 'json', 'clixml', 'csv', 'members' {
        $text = switch ($_) {
            'list' { $connection | Format-List -Property * -Force | Out-String }
            'json' { $connection | ConvertTo-Json -Depth 10 -WarningAction Ignore }
            'clixml' {
                Export-Clixml -InputObject $connection -Path (Join-Path $TestDrive c.xml) -Depth 10
                Get-Content (Join-Path $TestDrive c.xml) -Raw
            }
            'csv' { $connection | ConvertTo-Csv | Out-String }
            'members' { $connection | Get-Member -Force | Out-String }
        }
        $text | Should -Not -BeNullOrEmpty
        $text | Should -Not -Match canary
    }

    It 'is in no environment or command line of the engine' -Skip:(-not $env:CLARIFAI_LOCAL -or -not (Test-Path /proc/self/environ)) {
        $script = Join-Path $TestDrive child.ps1
        @"
`$env:CLARIFAI_PAT = '$key'; `$env:CLARIFAI_API_KEY = '$key'
Import-Module '$env:CLARIFAI_TEST_MODULE'
Connect-Clarifai -Local
`$engine = Get-ChildItem /proc -Directory | Where-Object Name -match '^\d+`$' | Where-Object {
    (Get-Content "/proc/`$(`$_.Name)/stat" -ErrorAction Ignore) -match "^\d+ \(clarifai-local\) \w `$PID "
}
'engines ' + @(`$engine).Count
foreach (`$file in 'environ', 'cmdline') {
    'canaries ' + ([regex]::Matches((Get-Content "/proc/`$(`$engine.Name)/`$file" -Raw), 'canary')).Count
}
"@ | Set-Content -LiteralPath $script
        Invoke-InOwnProcess $script | Should -Be 'engines 1', 'canaries 0', 'canaries 0'
    }
}

Describe 'Errors' {
    It 'hold neither the key nor the query of a URL: <_>' -ForEach 'list', 'json', 'clixml', 'shown' {
        $failed = Get-Failure
        $failed.Count | Should -BeGreaterOrEqual 3
        # The target is what the user gave; all else is the module's own words.
        $text = switch ($_) {
            'list' { $failed | Format-List -Property Exception, ErrorDetails, CategoryInfo, FullyQualifiedErrorId -Force | Out-String }
            'json' {
                $failed.Exception | Select-Object -Property * -ExcludeProperty TargetSite | ConvertTo-Json -Depth 10 -WarningAction Ignore
            }
            'clixml' {
                Export-Clixml -InputObject $failed.Exception -Path (Join-Path $TestDrive e.xml) -Depth 10
                Get-Content (Join-Path $TestDrive e.xml) -Raw
            }
            'shown' { $failed | Out-String }
        }
        $text | Should -Not -BeNullOrEmpty
        $text | Should -Not -Match 'canary'
    }

    It 'hold the key nowhere as whole records' {
        $failed = Get-Failure
        Export-Clixml -InputObject $failed -Path (Join-Path $TestDrive all.xml)
        Get-Content (Join-Path $TestDrive all.xml) -Raw | Should -Not -Match canary-key
        # Deeper than this, the records' InvocationInfo leads to the whole session.
        $failed | ConvertTo-Json -Depth 2 -WarningAction Ignore | Should -Not -Match canary-key
        $failed | Format-List -Property * -Force | Out-String | Should -Not -Match canary-key
    }
}

Describe 'A transcript with every stream on' {
    It 'holds neither the key nor the query' {
        $transcript = Join-Path $TestDrive transcript.txt
        $script = Join-Path $TestDrive spoken.ps1
        @"
Import-Module '$env:CLARIFAI_TEST_MODULE'
`$env:CLARIFAI_API_KEY = [IO.File]::ReadAllText('$TestDrive/key.txt')
`$env:CLARIFAI_API_BASE = '$($service.Address)'
`$url = [IO.File]::ReadAllText('$TestDrive/url.txt')
`$null = Start-Transcript -Path '$transcript'
`$VerbosePreference = `$DebugPreference = `$InformationPreference = 'Continue'
Get-ClarifaiConnection | Format-List -Property * -Force
Test-ClarifaiConnection
`$url, '$picture', '$picture.missing' | Invoke-ClarifaiPredict -BatchSize 1 | Select-Object Name, Value | ForEach-Object Value
Measure-ClarifaiInput -Path '$picture'
`$null = Stop-Transcript
"@ | Set-Content -LiteralPath $script
        [System.IO.File]::WriteAllText((Join-Path $TestDrive key.txt), $key)
        [System.IO.File]::WriteAllText((Join-Path $TestDrive url.txt), $url)
        $service.Refused[$url] = 30002
        try { $null = Invoke-InOwnProcess $script } finally { $service.Refused.Clear() }
        $text = Get-Content -LiteralPath $transcript -Raw
        $text | Should -Match 'POST'
        $text | Should -Match 'private.jpg'
        $text | Should -Not -Match 'canary'
    }
}
