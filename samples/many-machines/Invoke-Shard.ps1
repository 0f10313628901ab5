<#
.SYNOPSIS
    Takes one shard of the images in a folder, and saves every answer in a checkpoint. One machine of many runs it.
.DESCRIPTION
    All machines see the same folder, mounted anywhere, and write their checkpoints to a shared one. A shard that is started again, on the
    same machine or another, sends only what its checkpoint does not have. The key is read from the environment variable CLARIFAI_API_KEY,
    so that it is in no command line.
.PARAMETER Path
    The folder with the images. Its subfolders are included.
.PARAMETER Shard
    Which shard of how many: 3/16.
.PARAMETER CheckpointFolder
    The folder for the checkpoints, shard-3-of-16.jsonl and so on. It is created if necessary.
.PARAMETER Service
    The address of the service or of the engines.
.PARAMETER AllowUnencryptedAuthentication
    Allows plain http to engines inside a cluster. README.md explains when that is safe.
.PARAMETER MinValue
    The minimum confidence, 0 to 1. Default: 0.5. Another value requires new checkpoints.
.PARAMETER BatchSize
    Images per request. Default: 32.
.PARAMETER MaximumRequestsPerSecond
    This shard's part of the service's limit: the limit divided by the number of shards. Default: no limit.
.EXAMPLE
    ./Invoke-Shard.ps1 /mnt/photos 3/16 /mnt/answers -Service https://engine.example
.OUTPUTS
    One line with the counts. The exit code is 1 if running the shard again could help: the run could not start or was ended by an error, an
    image was not answered, or a folder could not be read. Images that are rejected for what they are, such as damaged ones, do not count.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory, Position = 0)]
    [string] $Path,

    [Parameter(Mandatory, Position = 1)]
    [string] $Shard,

    [Parameter(Mandatory, Position = 2)]
    [string] $CheckpointFolder,

    [Parameter(Position = 3)]
    [string] $Service = 'https://api.clarifai.com',

    [switch] $AllowUnencryptedAuthentication,

    [ValidateRange(0.0, 1.0)]
    [double] $MinValue = 0.5,

    [ValidateRange(1, 128)]
    [int] $BatchSize = 32,

    [double] $MaximumRequestsPerSecond
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
trap {
    [Console]::Error.WriteLine("Shard ${Shard}: $_")
    exit 1
}

$extensions = '.jpg', '.jpeg', '.png', '.gif', '.webp', '.bmp', '.tif', '.tiff'
$rejections = 'InputRejected', 'UnsupportedMediaType', 'FileTooLarge', 'VideoTooLong'

$limit = @{}
if ($MaximumRequestsPerSecond) {
    $limit.MaximumRequestsPerSecond = $MaximumRequestsPerSecond
}

if (-not $env:CLARIFAI_API_KEY) {
    throw 'The environment variable CLARIFAI_API_KEY is not set.'
}

$key = ConvertTo-SecureString $env:CLARIFAI_API_KEY -AsPlainText -Force
Connect-Clarifai -ApiKey $key -BaseUri $Service -AllowUnencryptedAuthentication:$AllowUnencryptedAuthentication @limit
[void] (New-Item -ItemType Directory -Path $CheckpointFolder -Force)
$checkpoint = Join-Path $CheckpointFolder "shard-$($Shard.Replace('/', '-of-')).jsonl"

$answered = Get-ChildItem -LiteralPath $Path -File -Recurse -ErrorVariable failures -ErrorAction Continue |
    Where-Object Extension -In $extensions |
    Invoke-ClarifaiPredict -Shard $Shard -ShardRoot $Path -CheckpointPath $checkpoint -MinValue $MinValue -BatchSize $BatchSize -As Row `
        -ErrorVariable +failures -ErrorAction Continue |
    Measure-Object

"Shard ${Shard}: $($answered.Count) images answered, $(@($failures).Count) errors."
if ($failures | Where-Object { ($_.FullyQualifiedErrorId -split ',')[0] -notin $rejections }) {
    exit 1
}
