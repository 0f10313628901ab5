@{
    RootModule             = if ($PSEdition -eq 'Core') {
        'bin/core/Clarifai.PowerShell.dll'
    } else {
        'bin/desktop/Clarifai.PowerShell.dll'
    }
    ModuleVersion          = '0.1.0'
    GUID                   = '6f5d1f0e-5d0c-4a55-9c0d-9b6f6f1f2a57'
    Author                 = 'The Clarifai PowerShell module authors'
    CompanyName            = 'Community'
    Copyright              = '(c) The Clarifai PowerShell module authors. MIT license.'
    Description            = 'What is in my images and videos? Cmdlets for the Clarifai Predict API, or for a local engine with the same API: images in, concept objects out.'
    PowerShellVersion      = '5.1'
    CompatiblePSEditions   = @('Core', 'Desktop')
    DotNetFrameworkVersion = '4.7.2'
    TypesToProcess         = @('Clarifai.Types.ps1xml')
    FormatsToProcess       = @('Clarifai.Format.ps1xml')
    FunctionsToExport      = @()
    CmdletsToExport        = @(
        'Connect-Clarifai'
        'Disconnect-Clarifai'
        'Export-ClarifaiReport'
        'Find-ClarifaiSimilar'
        'Get-ClarifaiConcept'
        'Get-ClarifaiConnection'
        'Get-ClarifaiModel'
        'Get-ClarifaiModelVersion'
        'Get-ClarifaiVideoFrame'
        'Import-ClarifaiCheckpoint'
        'Invoke-ClarifaiPredict'
        'Invoke-ClarifaiWorkflow'
        'Measure-ClarifaiInput'
        'New-ClarifaiModel'
        'Remove-ClarifaiModel'
        'Set-ClarifaiKeyword'
        'Test-ClarifaiConnection'
        'Update-ClarifaiModel'
    )
    VariablesToExport      = @()
    AliasesToExport        = @('Get-ClarifaiVideoFrames')
    PrivateData            = @{
        PSData = @{
            Tags         = @(
                'Clarifai', 'Image', 'Video', 'Recognition', 'Classification', 'AI',
                'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS'
            )
            ReleaseNotes = 'See CHANGELOG.md.'
        }
    }
}
