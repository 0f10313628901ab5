BeforeAll {
    Import-Module "$PSScriptRoot/ClarifaiSuite.psm1" -Force
    Import-TestedModule
    $script:service = Open-StubService
    $script:connection = Connect-Clarifai -ApiKey (ConvertTo-Secret 'key-1') -BaseUri $service.Address -PassThru
    1..8 | ForEach-Object { Add-SamplePicture -Path (Join-Path $TestDrive "$_.jpg") }
    $script:files = 1..8 | ForEach-Object { Join-Path $TestDrive "$_.jpg" }
}

AfterAll {
    Disconnect-Clarifai
    Close-StubService $service
    Remove-Module ClarifaiSuite
}

Describe 'Runspaces of their own' {
    It 'ForEach-Object -Parallel uses a connection that it is given' -Skip:($PSVersionTable.PSEdition -ne 'Core') {
        $manifest = $env:CLARIFAI_TEST_MODULE
        $names = $files | ForEach-Object -ThrottleLimit 3 -Parallel {
            Import-Module $using:manifest
            (Invoke-ClarifaiPredict -LiteralPath $_ -Connection $using:connection).Name
        }
        $names | Sort-Object | Should -Be (1..8 | ForEach-Object { "$_" })
    }

    It 'Start-ThreadJob uses a connection that it is given' -Skip:(-not (Get-Command Start-ThreadJob -ErrorAction Ignore)) {
        $manifest = $env:CLARIFAI_TEST_MODULE
        $job = Start-ThreadJob {
            Import-Module $using:manifest
            $using:files | Invoke-ClarifaiPredict -Connection $using:connection
        }
        ($job | Receive-Job -Wait -AutoRemoveJob).Name | Should -Be (1..8 | ForEach-Object { "$_" })
    }

    It 'a runspace without a connection says so, and how to get one' -Skip:(-not (Get-Command Start-ThreadJob -ErrorAction Ignore)) {
        $manifest = $env:CLARIFAI_TEST_MODULE
        $job = Start-ThreadJob {
            Import-Module $using:manifest
            Invoke-ClarifaiPredict -LiteralPath ($using:files)[0]
        }
        { $job | Receive-Job -Wait -AutoRemoveJob -ErrorAction Stop } | Should -Throw -ErrorId 'NotConnected*'
    }

    It 'a connection that went through a process border is refused' {
        $text = [System.Management.Automation.PSSerializer]::Serialize($connection)
        $copy = [System.Management.Automation.PSSerializer]::Deserialize($text)
        { Invoke-ClarifaiPredict -LiteralPath $files[0] -Connection $copy } | Should -Throw -ErrorId 'ParameterArgumentTransformationError*'
    }
}
