<#
.SYNOPSIS
    Shows where two models differ for the images in a folder.
.DESCRIPTION
    One object for each image and concept, with the value of each model, the largest difference first. If a model does not return the
    concept, its value is empty and counts as 0.
.PARAMETER Path
    The folder with the images.
.PARAMETER Model
    Two models, e.g. the one in use and the one to replace it.
.PARAMETER MinDifference
    The minimum difference of a row, 0 to 1. Default: 0.1.
.PARAMETER Report
    A page that shows both models' answers next to the images.
.EXAMPLE
    ./Compare-Model.ps1 ~/Pictures general, my-user/my-app/my-model -Report compare.html | Select-Object -First 20
.OUTPUTS
    Objects with Source, Name, one property per model, and Difference.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory, Position = 0)]
    [string] $Path,

    [Parameter(Mandatory, Position = 1)]
    [ValidateCount(2, 2)]
    [string[]] $Model,

    [ValidateRange(0.0, 1.0)]
    [double] $MinDifference = 0.1,

    [string] $Report
)

Set-StrictMode -Version 3.0
$extensions = '.jpg', '.jpeg', '.png', '.gif', '.webp', '.bmp', '.tif', '.tiff'

$pictures = @(Get-ChildItem -LiteralPath $Path -File | Where-Object Extension -In $extensions)
$answers = @(
    foreach ($name in $Model) {
        $pictures | Invoke-ClarifaiPredict -Model $name
    }
)

if ($Report) {
    $answers | Export-ClarifaiReport -LiteralPath $Report -Title "$($Model[0]) and $($Model[1])"
}

$answers |
    Group-Object -Property Source, Name -CaseSensitive |
    ForEach-Object {
        $row = [ordered]@{ Source = $_.Group[0].Source; Name = $_.Group[0].Name }
        foreach ($name in $Model) {
            $values = @($_.Group | Where-Object Model -EQ $name | ForEach-Object Value)
            $row[$name] = if ($values.Count -gt 0) { ($values | Measure-Object -Maximum).Maximum } else { $null }
        }

        $row.Difference = [math]::Abs([double] $row[$Model[0]] - [double] $row[$Model[1]])
        [pscustomobject] $row
    } |
    Where-Object Difference -GE $MinDifference |
    Sort-Object -Property Difference -Descending
