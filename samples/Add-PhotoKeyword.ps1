<#
.SYNOPSIS
    Writes the content of each photo into it as keywords: years of photos in a night. Can be stopped and restarted at any time.
.DESCRIPTION
    Processes a folder and its subfolders. Each answer is kept in a checkpoint, and each finished photo in a list: the next run continues
    where the last one ended, and later runs process only new photos. Requires ExifTool.
.PARAMETER Path
    The folder with the photos. Its subfolders are included.
.PARAMETER StateFolder
    The folder for the checkpoint and the list of finished photos. It is created if necessary.
.PARAMETER Model
    The model to use. Default: general.
.PARAMETER MinValue
    The minimum confidence of a keyword, 0 to 1. Default: 0.9. Another value requires another StateFolder.
.PARAMETER Prefix
    The text before each keyword, which distinguishes it from those that people wrote. Default: ai:
.PARAMETER Sidecar
    Writes the keywords to an XMP file beside each photo, and leaves the photo unchanged.
.EXAMPLE
    ./Add-PhotoKeyword.ps1 ~/Pictures ~/keywords
.EXAMPLE
    Get-ChildItem ~/Pictures -Recurse -File -Include *.jpg, *.jpeg, *.png, *.tif, *.tiff, *.webp, *.gif, *.heic |
        Set-ClarifaiKeyword -Prefix 'ai:' -Remove

    Removes them all again.
.OUTPUTS
    The number of photos that now have their keywords. The exit code is 1 if a photo failed; the next run tries it again.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory, Position = 0)]
    [string] $Path,

    [Parameter(Mandatory, Position = 1)]
    [string] $StateFolder,

    [string] $Model = 'general',

    [ValidateRange(0.0, 1.0)]
    [double] $MinValue = 0.9,

    [string] $Prefix = 'ai:',

    [switch] $Sidecar
)

Set-StrictMode -Version 3.0
$extensions = '.jpg', '.jpeg', '.png', '.tif', '.tiff', '.webp', '.gif', '.heic'

[void] (New-Item -ItemType Directory -Path $StateFolder -Force)
$state = (Get-Item -LiteralPath $StateFolder).FullName
$list = Join-Path $state 'finished.txt'
$checkpoint = Join-Path $state 'answers.jsonl'
$finished = New-Object 'System.Collections.Generic.HashSet[string]'
if (Test-Path -LiteralPath $list) {
    foreach ($line in [System.IO.File]::ReadLines($list)) {
        [void] $finished.Add($line)
    }
}

$count = 0
$log = New-Object System.IO.StreamWriter $list, $true
$log.AutoFlush = $true
try {
    Get-ChildItem -LiteralPath $Path -File -Recurse -ErrorVariable failures |
        Where-Object { $_.Extension -in $extensions -and -not $finished.Contains($_.FullName) } |
        Invoke-ClarifaiPredict -Model $Model -MinValue $MinValue -CheckpointPath $checkpoint -ErrorVariable +failures |
        Set-ClarifaiKeyword -Prefix $Prefix -Sidecar:$Sidecar -PassThru -ErrorVariable +failures |
        ForEach-Object {
            # A sidecar has the photo's name with .xmp behind it.
            $log.WriteLine($(if ($Sidecar) { $_.FullName.Substring(0, $_.FullName.Length - 4) } else { $_.FullName }))
            $count++
        }
}
finally {
    $log.Dispose()
}

$count
if ($failures) {
    exit 1
}
