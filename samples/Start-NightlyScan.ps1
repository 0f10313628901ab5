<#
.SYNOPSIS
    Looks at what is new in a folder of pictures, and writes a report of everything. For a scheduled task or cron.
.DESCRIPTION
    The checkpoint keeps every answer. Pictures that were looked at on an earlier night are not sent again unless they have changed, and a
    scan that was cut off goes on where it ended.
.PARAMETER Path
    The folder with the pictures. Folders below it are scanned too.
.PARAMETER ReportFolder
    Where the checkpoint and the report of each night are kept. It is made where it is not there.
.PARAMETER Model
    The model that is asked. Default: general.
.PARAMETER MinValue
    How sure the model must be, 0 to 1. Default: 0.5. Another value needs a new checkpoint.
.EXAMPLE
    ./Start-NightlyScan.ps1 /srv/pictures /srv/reports
.EXAMPLE
    pwsh -NoProfile -File Start-NightlyScan.ps1 /srv/pictures /srv/reports
.OUTPUTS
    The report. The exit code is 1 where a picture could not be looked at, or a folder not be read.
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
    Export-ClarifaiReport -LiteralPath (Join-Path $ReportFolder "report-$today.html") -Title "Pictures on $today" -PassThru

if ($failures) {
    exit 1
}
