<#
.SYNOPSIS
    Shows where two models differ about the pictures of a folder.
.DESCRIPTION
    One object for each picture and concept, with the value of either model, the largest difference first. Where a model does not name the
    concept its value is empty, and counts as 0.
.PARAMETER Path
    The folder with the pictures.
.PARAMETER Model
    Two models, e.g. the one in use and the one to replace it.
.PARAMETER MinDifference
    From which difference on a row is emitted, 0 to 1. Default: 0.1.
.PARAMETER Report
    A page in which both models' answers can be looked at beside the pictures.
.EXAMPLE
    ./Compare-Model.ps1 ~/Pictures general, my-user/my-app/my-model -Report compare.html | Select-Object -First 20
.OUTPUTS
    Objects with Source, Name, one property a model, and Difference.
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
