<#
.SYNOPSIS
    Scans the new images in a folder, and writes a report of all images. For a scheduled task or cron.
.DESCRIPTION
    The checkpoint keeps every answer. Images that were scanned on an earlier night are not sent again unless they have changed, and an
    interrupted scan continues where it ended.
.PARAMETER Path
    The folder with the images. Its subfolders are scanned too.
.PARAMETER ReportFolder
    The folder for the checkpoint and the report of each night. It is created if necessary.
.PARAMETER Model
    The model to use. Default: general.
.PARAMETER MinValue
    The minimum confidence, 0 to 1. Default: 0.5. Another value requires a new checkpoint.
.EXAMPLE
    ./Start-NightlyScan.ps1 /srv/pictures /srv/reports
.EXAMPLE
    pwsh -NoProfile -File Start-NightlyScan.ps1 /srv/pictures /srv/reports
.OUTPUTS
    The report. The exit code is 1 if an image failed or a folder could not be read.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory, Position = 0)]
    [string] $Path,

    [Parameter(Mandatory, Position = 1)]
    [string] $ReportFolder,

    [string] $Model = 'general',

    [ValidateRange(0.0, 1.0)]
    [double] $MinValue = 0.5
)

Set-StrictMode -Version 3.0
$extensions = '.jpg', '.jpeg', '.png', '.gif', '.webp', '.bmp', '.tif', '.tiff'

[void] (New-Item -ItemType Directory -Path $ReportFolder -Force)
$checkpoint = Join-Path $ReportFolder 'scan.jsonl'
$today = Get-Date -Format 'yyyy-MM-dd'

Get-ChildItem -LiteralPath $Path -File -Recurse -ErrorVariable failures |
    Where-Object Extension -In $extensions |
    Invoke-ClarifaiPredict -Model $Model -MinValue $MinValue -CheckpointPath $checkpoint -ErrorVariable +failures |
    Export-ClarifaiReport -LiteralPath (Join-Path $ReportFolder "report-$today.html") -Title "Images on $today" -PassThru

if ($failures) {
    exit 1
}
