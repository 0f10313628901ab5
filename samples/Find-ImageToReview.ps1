<#
.SYNOPSIS
    Finds the images on a file share that a person should review, and writes them to a table.
.DESCRIPTION
    Sends every image in a folder and its subfolders to the model nsfw. The table has one row for each image at or above -MinValue, the
    highest first, and one for each image that failed and each folder that cannot be read, with the reason: they need a review too.
.PARAMETER Path
    The folder, e.g. \\server\share.
.PARAMETER OutFile
    The table, as CSV.
.PARAMETER MinValue
    The minimum value of a listed image, 0 to 1. Default: 0.5.
.PARAMETER Concept
    The concept to look for. Default: nsfw.
.PARAMETER Model
    The model to use. Default: nsfw.
.EXAMPLE
    ./Find-ImageToReview.ps1 \\server\share review.csv
.EXAMPLE
    ./Find-ImageToReview.ps1 ~/Pictures review.csv -MinValue 0.8
    Import-Csv review.csv | Where-Object Name | Export-ClarifaiReport review.html
.OUTPUTS
    The file of the table.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory, Position = 0)]
    [string] $Path,

    [Parameter(Mandatory, Position = 1)]
    [string] $OutFile,

    [ValidateRange(0.0, 1.0)]
    [double] $MinValue = 0.5,

    [string] $Concept = 'nsfw',

    [string] $Model = 'nsfw'
)

Set-StrictMode -Version 3.0

# An error that ends the run, such as a rejected key, must not leave a table that looks complete.
$ErrorActionPreference = 'Stop'
$extensions = '.jpg', '.jpeg', '.png', '.gif', '.webp', '.bmp', '.tif', '.tiff'

$found = @(
    Get-Item -LiteralPath $Path |
        Get-ChildItem -File -Recurse -ErrorAction SilentlyContinue -ErrorVariable failures |
        Where-Object Extension -In $extensions |
        Invoke-ClarifaiPredict -Model $Model -ErrorAction SilentlyContinue -ErrorVariable +failures |
        Where-Object { $_.Name -eq $Concept -and $_.Value -ge $MinValue } |
        Sort-Object -Property Value -Descending |
        Select-Object -Property Source, Name, Value, Model, @{ Name = 'Failure'; Expression = { '' } }
)
$missed = @(
    foreach ($failure in $failures) {
        [pscustomobject]@{
            Source  = "$($failure.TargetObject)"
            Name    = ''
            Value   = ''
            Model   = $Model
            Failure = $failure.Exception.Message
        }
    }
)

$found + $missed | Export-Csv -LiteralPath $OutFile -NoTypeInformation -Encoding UTF8
Write-Verbose "$($found.Count) images to review, $($missed.Count) that could not be analyzed."
Get-Item -LiteralPath $OutFile
