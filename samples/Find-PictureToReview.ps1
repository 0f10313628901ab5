<#
.SYNOPSIS
    Finds the pictures on a file share that a person should look at, and writes them to a table.
.DESCRIPTION
    Asks the model nsfw about every picture in a folder and the folders below it. The table has one row for each picture at or above
    -MinValue, the highest first, and one for each that the model could not see, with the reason: what was not looked at needs a person too,
    and so does a folder that cannot be read.
.PARAMETER Path
    The folder, e.g. \\server\share.
.PARAMETER OutFile
    The table, as CSV.
.PARAMETER MinValue
    From which value on a picture is listed, 0 to 1. Default: 0.5.
.PARAMETER Concept
    The concept to look for. Default: nsfw.
.PARAMETER Model
    The model that is asked. Default: nsfw.
.EXAMPLE
    ./Find-PictureToReview.ps1 \\server\share review.csv
.EXAMPLE
    ./Find-PictureToReview.ps1 ~/Pictures review.csv -MinValue 0.8
    Import-Csv review.csv | Where-Object Name | Export-ClarifaiReport review.html
.OUTPUTS
    The table's file.
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

# What ends the run, such as a key that is refused, leaves no table that looks complete.
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
Write-Verbose "$($found.Count) pictures to review, $($missed.Count) that could not be looked at."
Get-Item -LiteralPath $OutFile
