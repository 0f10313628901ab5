BeforeAll {
    Import-Module "$PSScriptRoot/ClarifaiSuite.psm1" -Force
    Import-TestedModule

    function Complete($text) {
        ([System.Management.Automation.CommandCompletion]::CompleteInput($text, $text.Length, $null)).CompletionMatches.CompletionText
    }
}

AfterAll { Remove-Module ClarifaiSuite }

Describe 'Completion, with no connection at all' {
    It 'offers the public models' { Complete 'Invoke-ClarifaiPredict a.jpg -Model g' | Should -Contain 'general' }
    It 'offers the languages' { Complete 'Invoke-ClarifaiPredict a.jpg -Language d' | Should -Contain 'de' }
    It 'offers the forms of output' { Complete 'Invoke-ClarifaiPredict a.jpg -As ' | Should -Be 'Concept', 'Output', 'Raw', 'Row' }
    It 'offers the parameters' { Complete 'Connect-Clarifai -Per' | Should -Be '-PersonalAccessToken' }
    It 'offers the cmdlets' { Complete 'Get-ClarifaiVid' | Should -Contain 'Get-ClarifaiVideoFrame' }
}
