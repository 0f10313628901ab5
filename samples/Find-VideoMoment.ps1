<#
.SYNOPSIS
    Finds the time spans in which something is seen in videos.
.DESCRIPTION
    Consecutive frames are combined: one object for each time span in which the concept is seen.
.PARAMETER Path
    The videos; wildcards are allowed.
.PARAMETER Concept
    The name of the concept to find.
.PARAMETER MinValue
    The minimum confidence, 0 to 1. Default: 0.5.
.PARAMETER SampleMs
    Milliseconds between the sampled frames, 100 to 60000. Default: 1000.
.PARAMETER Model
    The model to use. Default: general.
.PARAMETER SampleLocally
    Extracts the frames on this machine, with ffmpeg: for models that do not accept videos.
.EXAMPLE
    ./Find-VideoMoment.ps1 *.mp4 dog
.EXAMPLE
    ./Find-VideoMoment.ps1 holiday.mp4 cat -SampleMs 500 -SampleLocally
.OUTPUTS
    Objects with Source, Concept, From, and To (times in the video), and Value, the highest in that time span.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory, Position = 0)]
    [string[]] $Path,

    [Parameter(Mandatory, Position = 1)]
    [string] $Concept,

    [ValidateRange(0.0, 1.0)]
    [double] $MinValue = 0.5,

    [ValidateRange(100, 60000)]
    [int] $SampleMs = 1000,

    [string] $Model = 'general',

    [switch] $SampleLocally
)

Set-StrictMode -Version 3.0

function ConvertTo-Moment($Frames) {
    $ordered = @($Frames | Sort-Object -Property TimeMs)
    $start = 0
    for ($i = 0; $i -lt $ordered.Count; $i++) {
        # A frame counts until the next sampled one; the timestamps of a video need not be exact.
        $isLast = $i -eq $ordered.Count - 1
        if ($isLast -or $ordered[$i + 1].TimeMs - $ordered[$i].TimeMs -gt 1.5 * $SampleMs) {
            [pscustomobject]@{
                Source  = $ordered[$start].Source
                Concept = $ordered[$start].Name
                From    = [timespan]::FromMilliseconds($ordered[$start].TimeMs)
                To      = [timespan]::FromMilliseconds($ordered[$i].TimeMs + $SampleMs)
                Value   = ($ordered[$start..$i] | Measure-Object -Property Value -Maximum).Maximum
            }
            $start = $i + 1
        }
    }
}

Get-ClarifaiVideoFrame -Path $Path -As Concept -Model $Model -SampleMs $SampleMs -SampleLocally:$SampleLocally |
    Where-Object { $_.Name -eq $Concept -and $_.Value -ge $MinValue } |
    Group-Object -Property Source -CaseSensitive |
    ForEach-Object { ConvertTo-Moment $_.Group }
