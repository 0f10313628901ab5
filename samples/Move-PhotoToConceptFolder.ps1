# Dot-source the function, preview with -WhatIf what it would do, then run it:
#
#   . ./Move-PhotoToConceptFolder.ps1
#   Move-PhotoToConceptFolder ~/Pictures -WhatIf

function Move-PhotoToConceptFolder {
    <#
    .SYNOPSIS
        Sorts a folder of photos into folders named after their content.
    .DESCRIPTION
        A photo moves to the folder of its highest concept. It stays in place if no concept reaches -MinValue, or if the folder already
        contains a file of its name.
    .PARAMETER Path
        The folder with the photos. Its subfolders are ignored.
    .PARAMETER Destination
        Where the folders are created. Default: in the folder with the photos.
    .PARAMETER MinValue
        The minimum confidence, 0 to 1. Default: 0.5.
    .PARAMETER Model
        The model to use. Default: general.
    .EXAMPLE
        Move-PhotoToConceptFolder ~/Pictures -WhatIf
    .EXAMPLE
        Move-PhotoToConceptFolder ~/Pictures -Destination ~/Sorted -MinValue 0.9
    .OUTPUTS
        The moved files.
    #>
    [CmdletBinding(SupportsShouldProcess)]
    param(
        [Parameter(Mandatory, Position = 0)]
        [string] $Path,

        [string] $Destination = $Path,

        [ValidateRange(0.0, 1.0)]
        [double] $MinValue = 0.5,

        [string] $Model = 'general'
    )

    Set-StrictMode -Version 3.0
    $extensions = '.jpg', '.jpeg', '.png', '.gif', '.webp', '.bmp', '.tif', '.tiff'

    Get-ChildItem -LiteralPath $Path -File |
        Where-Object Extension -In $extensions |
        Invoke-ClarifaiPredict -Model $Model -MinValue $MinValue |
        Group-Object -Property Source -CaseSensitive |
        ForEach-Object {
            $top = $_.Group | Sort-Object -Property Value -Descending | Select-Object -First 1

            # A concept can have any name, a folder cannot.
            $name = ($top.Name -replace '[<>:"/\\|?*\x00-\x1f]', '_').Trim(' .')
            $folder = Join-Path $Destination $(if ($name) { $name } else { '_' })
            if ($PSCmdlet.ShouldProcess($top.Source, "Move to $folder")) {
                [void] (New-Item -ItemType Directory -Path $folder -Force)
                Move-Item -LiteralPath $top.Source -Destination $folder -PassThru
            }
        }
}
