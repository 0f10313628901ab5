<#
.SYNOPSIS
    Runs one shard on each of several machines, over SSH, and shows what each of them did.
.DESCRIPTION
    Each machine has PowerShell 7 with the SSH subsystem, this module, the folder with the images, and the shared folder for the
    checkpoints; CLARIFAI_API_KEY is set in its environment, and so is in no command line. A machine that fails is named; run the script
    again with the same machines in the same order, and only what is missing is sent.
.PARAMETER HostName
    The machines, as for ssh: user@machine.
.PARAMETER Path
    The folder with the images, on each machine.
.PARAMETER CheckpointFolder
    The shared folder for the checkpoints, on each machine.
.PARAMETER Service
    The address of the service or of the engines.
.EXAMPLE
    ./Start-RemoteShard.ps1 alice@node1, alice@node2, alice@node3 /mnt/photos /mnt/answers -Service https://engine.example
.OUTPUTS
    A line for each machine.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory, Position = 0)]
    [string[]] $HostName,

    [Parameter(Mandatory, Position = 1)]
    [string] $Path,

    [Parameter(Mandatory, Position = 2)]
    [string] $CheckpointFolder,

    [string] $Service = 'https://api.clarifai.com'
)

Set-StrictMode -Version 3.0
$script = Join-Path $PSScriptRoot Invoke-Shard.ps1
$sessions = [System.Collections.Generic.List[object]]::new()
$jobs = foreach ($number in 1..$HostName.Count) {
    $machine = $HostName[$number - 1]
    try {
        $session = New-PSSession -HostName $machine -ErrorAction Stop
    }
    catch {
        Write-Error "${machine}: $_"
        continue
    }

    $sessions.Add($session)
    Invoke-Command -Session $session -FilePath $script -AsJob -JobName $machine `
        -ArgumentList $Path, "$number/$($HostName.Count)", $CheckpointFolder, $Service
}

$jobs | Receive-Job -Wait
$sessions | Remove-PSSession
