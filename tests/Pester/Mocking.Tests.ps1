# What docs/testing.md promises to people who test their own scripts.

BeforeAll {
    Import-Module "$PSScriptRoot/ClarifaiSuite.psm1" -Force
    Import-TestedModule

    function Find-Cat([string] $Folder) {
        Get-ChildItem -LiteralPath $Folder -Filter *.jpg | Invoke-ClarifaiPredict -Model general -MinValue 0.5 |
            Where-Object Name -eq cat | ForEach-Object Source
    }
}

AfterAll { Remove-Module ClarifaiSuite }

Describe 'A mock of Invoke-ClarifaiPredict' {
    BeforeAll {
        'one', 'two' | ForEach-Object { Add-SamplePicture -Path (Join-Path $TestDrive "$_.jpg") }
    }

    It 'takes each piped file as the cmdlet would, and no connection is needed' {
        Mock Invoke-ClarifaiPredict {
            [pscustomobject]@{ PSTypeName = 'Clarifai.Concept'; Source = "$LiteralPath".Split('::')[-1]; Name = 'cat'; Value = 0.8 }
        }
        Find-Cat $TestDrive | Should -Be (Get-ChildItem $TestDrive/*.jpg).FullName
        Should -Invoke Invoke-ClarifaiPredict -Times 2 -Exactly
    }

    It 'is told the parameters' {
        Mock Invoke-ClarifaiPredict { } -ParameterFilter { $Model -eq 'general' -and $MinValue -eq 0.5 } -Verifiable
        Find-Cat $TestDrive | Should -BeNullOrEmpty
        Should -InvokeVerifiable
    }

    It 'stands in for an error of the service' {
        Mock Invoke-ClarifaiPredict { Write-Error -Message 'quota' -ErrorId QuotaExceeded -Category QuotaExceeded -ErrorAction Stop }
        { Find-Cat $TestDrive } | Should -Throw -ErrorId 'QuotaExceeded*'
    }

    It 'shows like a concept' {
        $concept = [pscustomobject]@{ PSTypeName = 'Clarifai.Concept'; Source = 'a/cat.jpg'; Name = 'cat'; Value = 0.87654 }
        $concept | Out-String | Should -Match 'cat\.jpg\s+cat\s+0[.,]877'
    }
}
