BeforeAll {
    Import-Module "$PSScriptRoot/ClarifaiSuite.psm1" -Force
    Import-TestedModule
    $script:service = Open-StubService
    Connect-Clarifai -ApiKey (ConvertTo-Secret 'key-1') -BaseUri $service.Address
}

AfterAll {
    Disconnect-Clarifai
    Close-StubService $service
    Remove-Module ClarifaiSuite
}

Describe 'Files from the pipeline' {
    BeforeEach {
        $script:folder = New-Item -ItemType Directory -Path (Join-Path $TestDrive ([guid]::NewGuid()))
        'dog', 'cat', 'cat [2]', 'bird' | ForEach-Object { Add-SamplePicture -Path (Join-Path $folder "$_.jpg") }
        Push-Location -LiteralPath $folder
    }

    AfterEach { Pop-Location }

    It 'Get-ChildItem sends every file, names with brackets included' {
        (Get-ChildItem -Filter *.jpg | Invoke-ClarifaiPredict).Name | Sort-Object | Should -Be 'bird', 'cat', 'cat [2]', 'dog'
    }

    It 'a wildcard means the files of the present location' {
        (Invoke-ClarifaiPredict *.jpg).Source | Sort-Object | Should -Be (Get-ChildItem *.jpg | Sort-Object FullName).FullName
    }

    It 'answers come in the order of the inputs, whatever the batches' {
        $files = 1..50 | ForEach-Object { $path = Join-Path $folder "$_.jpg"; Add-SamplePicture -Path $path; $path }
        ($files | Invoke-ClarifaiPredict -BatchSize 3 -ThrottleLimit 4).Name | Should -Be (1..50 | ForEach-Object { "$_" })
    }

    It 'Sort-Object and Group-Object take the answers as they are' {
        $groups = Get-ChildItem *.jpg | Invoke-ClarifaiPredict | Sort-Object Name | Group-Object { $_.Name.Substring(0, 3) }
        $groups.Name | Should -Be 'bir', 'cat', 'dog'
        $groups | ForEach-Object Count | Should -Be 1, 2, 1
    }

    It 'Sort-Object -Unique keeps different answers of one value' {
        (Get-ChildItem *.jpg | Invoke-ClarifaiPredict | Sort-Object Name -Unique).Count | Should -Be 4
    }

    It 'an answer is moved like its file, brackets included' {
        $null = New-Item -ItemType Directory -Path cats
        Get-ChildItem *.jpg | Invoke-ClarifaiPredict | Where-Object Name -like 'cat*' | Move-Item -Destination cats
        (Get-ChildItem cats).Name | Sort-Object | Should -Be 'cat [2].jpg', 'cat.jpg'
        (Get-ChildItem *.jpg).Name | Sort-Object | Should -Be 'bird.jpg', 'dog.jpg'
    }

    It 'an answer is an input again' {
        $answers = Get-ChildItem *.jpg | Invoke-ClarifaiPredict
        ($answers | Invoke-ClarifaiPredict).Source | Should -Be $answers.Source
    }

    It 'Export-Csv and Import-Csv keep every value' {
        $answers = Get-ChildItem *.jpg | Invoke-ClarifaiPredict
        $answers | Export-Csv tags.csv -NoTypeInformation
        $rows = Import-Csv tags.csv
        $rows.Source | Should -Be $answers.Source
        $rows.Name | Should -Be $answers.Name
        [double]$rows[0].Value | Should -Be 0.95
        $rows[0].ModelVersionId | Should -Be 'version-1'
    }

    It 'ConvertTo-Json has plain values only' {
        $row = Invoke-ClarifaiPredict dog.jpg | ConvertTo-Json -Depth 1 -WarningVariable warnings | ConvertFrom-Json
        $warnings | Should -BeNullOrEmpty
        $row.Name | Should -Be 'dog'
        $row.Value | Should -Be 0.95
    }

    It 'Select-Object -First ends the run early' {
        1..300 | ForEach-Object { Add-SamplePicture -Path (Join-Path $folder "n$_.jpg") -Caption "n$_" }
        $before = $service.Requests.Count
        $files = 1..300 | ForEach-Object { "n$_.jpg" }
        ($files | Invoke-ClarifaiPredict -BatchSize 10 -ThrottleLimit 2 | Select-Object -First 1).Name | Should -Be 'n1'
        $service.Requests.Count - $before | Should -BeLessThan 30
    }

    It 'a refused file costs one error that names it, and no other its answer' {
        $service.Refused['cat'] = 30002
        try {
            $answers = Get-ChildItem *.jpg | Invoke-ClarifaiPredict -ErrorAction SilentlyContinue -ErrorVariable failed
        }
        finally {
            $service.Refused.Clear()
        }

        $answers.Name | Sort-Object | Should -Be 'bird', 'cat [2]', 'dog'
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'InputDownloadFailed,*'
        $failed[0].TargetObject | Should -Be (Join-Path $folder 'cat.jpg')
    }

    It 'a file that is not there is told with its id' {
        $concepts = Invoke-ClarifaiPredict missing.jpg, dog.jpg -ErrorAction SilentlyContinue -ErrorVariable failed
        $concepts.Name | Should -Be 'dog'
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'FileNotFound,*'
        $failed[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }

    It '-ErrorAction Stop ends at the first refused file' {
        { Invoke-ClarifaiPredict missing.jpg -ErrorAction Stop } | Should -Throw -ErrorId 'FileNotFound*'
    }

    It 'the bytes of Get-Content are one input' {
        $content = if ($PSVersionTable.PSEdition -eq 'Core') {
            Get-Content dog.jpg -AsByteStream -Raw
        } else {
            , [byte[]](Get-Content dog.jpg -Encoding Byte -Raw)
        }

        $answer = , $content | Invoke-ClarifaiPredict
        $answer.Name | Should -Be 'dog'
        $answer.Source | Should -Be 'bytes 0'
    }

    It 'a PSDrive is a place like any other' {
        $null = New-PSDrive -Name Pictures -PSProvider FileSystem -Root $folder
        (Invoke-ClarifaiPredict Pictures:/dog.jpg).Name | Should -Be 'dog'
    }
}

Describe 'URLs' {
    It 'rows of a CSV file bind by their Url column' {
        'Url', 'https://pictures.example/1.jpg', 'https://pictures.example/2.jpg' | Set-Content (Join-Path $TestDrive urls.csv)
        (Import-Csv (Join-Path $TestDrive urls.csv) | Invoke-ClarifaiPredict).Name |
            Should -Be 'https://pictures.example/1.jpg', 'https://pictures.example/2.jpg'
    }

    It 'a text and a Uri are the same' {
        ('https://pictures.example/1.jpg', [uri]'https://pictures.example/2.jpg' | Invoke-ClarifaiPredict).Count | Should -Be 2
    }
}

Describe 'Measure-ClarifaiInput' {
    It 'counts and sends nothing' {
        1..5 | ForEach-Object { Add-SamplePicture -Path (Join-Path $TestDrive "m$_.jpg") }
        $before = $service.Requests.Count
        $measure = Get-ChildItem (Join-Path $TestDrive 'm*.jpg') | Measure-ClarifaiInput -BatchSize 2
        $measure.Inputs | Should -Be 5
        $measure.Requests | Should -Be 3
        $service.Requests.Count | Should -Be $before
    }
}
