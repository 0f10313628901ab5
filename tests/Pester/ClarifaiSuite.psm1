# What the test files share: the module under test, a service on loopback that answers with what it is sent, and sample files.
Set-StrictMode -Version 3.0

$root = Split-Path -Path (Split-Path -Path $PSScriptRoot)

# No connection of the person who runs the suite is used. What is changed here is as before when this module is removed.
$connectionVariables = 'CLARIFAI_PAT', 'CLARIFAI_API_KEY', 'CLARIFAI_API_BASE', 'CLARIFAI_USER_ID', 'CLARIFAI_APP_ID'
$before = @{}
foreach ($name in $connectionVariables + 'CLARIFAI_TEST_MODULE', 'CLARIFAI_LOCAL') {
    $before[$name] = [Environment]::GetEnvironmentVariable($name)
}

$MyInvocation.MyCommand.ScriptBlock.Module.OnRemove = {
    foreach ($name in $before.Keys) { Set-Item -Path "env:$name" -Value $before[$name] }
}

Remove-Item -Path ($connectionVariables | ForEach-Object { "env:$_" }) -ErrorAction Ignore

# The module under test, and the engine, are what the build made, unless these variables name others.
if (-not $env:CLARIFAI_TEST_MODULE) {
    $staged = Get-ChildItem -Path (Join-Path $root 'out/Clarifai/*/Clarifai.psd1') | Sort-Object { [version]$_.Directory.Name }
    if (-not $staged) { throw 'There is no module in out/Clarifai. Build it: dotnet build.' }
    $env:CLARIFAI_TEST_MODULE = @($staged)[-1].FullName
}

if (-not $env:CLARIFAI_LOCAL) {
    $env:CLARIFAI_LOCAL = Get-ChildItem -Path (Join-Path $root 'out/build/bin/Clarifai.Local/*/clarifai-local*') -ErrorAction Ignore |
        Where-Object Name -match '^clarifai-local(\.exe)?$' |
        Sort-Object { (Get-Item -Path "$($_.DirectoryName)/clarifai-local.dll").LastWriteTime } |
        Select-Object -Last 1 -ExpandProperty FullName
}

# Imports the module under test.
function Import-TestedModule {
    Import-Module -Name $env:CLARIFAI_TEST_MODULE -Force -Global
}

# Runs a script file with the PowerShell that runs this test, in a process of its own. Returns its output as text, line by line; its errors
# are among them.
function Invoke-InOwnProcess {
    param([Parameter(Mandatory)] [string] $Path)

    $program = (Get-Process -Id $PID).Path
    $arguments = @('-NoProfile', '-NonInteractive', '-File', $Path)
    # As a .NET tool, PowerShell is an assembly that the program dotnet runs.
    if ((Split-Path -Path $program -Leaf) -match '^dotnet(\.exe)?$') { $arguments = @(Join-Path $PSHOME pwsh.dll) + $arguments }
    & $program $arguments 2>&1 | ForEach-Object { "$_" }
}

# Runs a script file as at a new prompt of this process; its lines and errors as they are shown.
function Invoke-InNewSession {
    param([Parameter(Mandatory)] [string] $Path)

    $session = [powershell]::Create([System.Management.Automation.Runspaces.InitialSessionState]::CreateDefault2())
    try {
        # A name with brackets is no pattern after the call operator.
        $null = $session.AddScript('param($file) & $file *>&1 | Out-String -Stream').AddArgument($Path)
        $session.Invoke()
        $session.Streams.Error | ForEach-Object { "$_" }
    } finally {
        $session.Dispose()
    }
}

# The blocks of PowerShell in the project's documents: a hashtable a page, with its blocks and what each needs that may be missing here.
function Get-DocumentedBlock {
    $canSplit = [bool](Get-Command ffmpeg -ErrorAction Ignore)
    $commandPages = Get-ChildItem -Path (Join-Path $root 'docs/*-Clarifai*.md') | ForEach-Object { "docs/$($_.Name)" }
    foreach ($page in @('README.md', 'docs/testing.md', 'docs/own-models.md') + $commandPages) {
        $text = [System.IO.File]::ReadAllText((Join-Path $root $page)).Replace("`r`n", "`n")
        $number = 0
        $blocks = foreach ($match in [regex]::Matches($text, '(?ms)^ *```powershell\n(.*?)^ *```$')) {
            $number++
            $script = $match.Groups[1].Value
            # What the stub service does not do.
            $isOfEngine = $script -match '(New|Update|Remove)-ClarifaiModel|Find-ClarifaiSimilar|-Model pets'
            $missing = @(
                if (($isOfEngine -or $script -match '-Local\b') -and -not $env:CLARIFAI_LOCAL) { 'the local engine' }
                if ($script -match '-Split|-SampleLocally' -and -not $canSplit) { 'ffmpeg' }
                if ($script -match 'Set-ClarifaiKeyword' -and -not (Get-Command exiftool -ErrorAction Ignore)) { 'ExifTool' }
                if ($script -match '-Parallel' -and $PSVersionTable.PSEdition -ne 'Core') { 'ForEach-Object -Parallel' }
            )
            @{ Number = $number; Script = $script; IsOfEngine = $isOfEngine; Missing = $missing }
        }

        if ($blocks) { @{ Page = $page; Blocks = $blocks } }
    }
}

# A key as people have it in a variable.
function ConvertTo-Secret {
    param([Parameter(Mandatory)] [string] $Text)

    $secret = [System.Security.SecureString]::new()
    foreach ($character in $Text.ToCharArray()) { $secret.AppendChar($character) }
    $secret
}

# Writes a file that looks like a picture by its first bytes and holds a caption, which the stub service answers with.
function Add-SamplePicture {
    param([Parameter(Mandatory)] [string] $Path, [string] $Caption = [System.IO.Path]::GetFileNameWithoutExtension($Path))

    $content = [byte[]](0xFF, 0xD8, 0xFF, 0xE0) + [System.Text.Encoding]::UTF8.GetBytes($Caption)
    [System.IO.File]::WriteAllBytes($Path, $content)
}

# Opens a service on loopback. For each input it answers with one concept, named like the input's caption or URL; an input whose caption
# is a key of Refused gets that status code instead. Requests holds what arrived.
function Open-StubService {
    $service = [hashtable]::Synchronized(@{
            Requests = [System.Collections.Concurrent.ConcurrentQueue[object]]::new()
            Refused  = [hashtable]::Synchronized(@{})
        })
    while ($null -eq $service['Listener']) {
        $probe = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
        $probe.Start()
        $port = $probe.LocalEndpoint.Port
        $probe.Stop()
        $listener = [System.Net.HttpListener]::new()
        $listener.Prefixes.Add("http://127.0.0.1:$port/")
        # Another process can take the port in between: then the next one is tried.
        try { $listener.Start(); $service['Listener'] = $listener } catch [System.Net.HttpListenerException] { $listener.Close() }
    }

    $service['Address'] = "http://127.0.0.1:$port"
    $answering = [powershell]::Create().AddScript({
            param($service)

            function ConvertTo-Output($entry) {
                $kind = @($entry.data.PSObject.Properties)[0].Name
                $media = $entry.data.$kind
                $caption = if ($media.PSObject.Properties['raw']) {
                    $media.raw
                } elseif ($media.PSObject.Properties['url']) {
                    $media.url
                } else {
                    $content = [Convert]::FromBase64String($media.base64)
                    [System.Text.Encoding]::UTF8.GetString($content, 4, [Math]::Min(60, $content.Length - 4))
                }

                $code = if ($service.Refused.ContainsKey($caption)) { $service.Refused[$caption] } else { 10000 }
                $concepts = @(@{ id = 'ai_1'; name = $caption; value = 0.95; app_id = 'main' })
                $data = if ($kind -eq 'video') {
                    @{ frames = @(@{ frame_info = @{ index = 0; time = 0 }; data = @{ concepts = $concepts } }) }
                } else {
                    @{ concepts = $concepts }
                }

                @{
                    id = 'o1'; status = @{ code = $code; description = "status $code" }; created_at = '2026-11-23T10:00:00Z'; data = $data
                    model = @{ id = 'general-image-recognition'; name = 'general'; model_version = @{ id = 'version-1' } }
                }
            }

            while ($service.Listener.IsListening) {
                try { $context = $service.Listener.GetContext() } catch { break }
                $reader = [System.IO.StreamReader]::new($context.Request.InputStream)
                $body = $reader.ReadToEnd()
                $service.Requests.Enqueue([pscustomobject]@{
                        Method = $context.Request.HttpMethod
                        Path = $context.Request.RawUrl
                        Authorization = $context.Request.Headers['Authorization']
                        Body = $body
                    })
                $answer = @{ status = @{ code = 10000; description = 'Ok'; req_id = 'request-1' } }
                if ($body) {
                    $answer.outputs = @(foreach ($entry in ($body | ConvertFrom-Json).inputs) { ConvertTo-Output $entry })
                    $codes = @($answer.outputs | ForEach-Object { $_.status.code } | Select-Object -Unique)
                    if ($codes.Count -gt 1) {
                        $answer.status.code = 10010
                        $context.Response.StatusCode = 207
                    } elseif ($codes[0] -ne 10000) {
                        $answer.status.code = 10020
                        $context.Response.StatusCode = 400
                    }
                }

                if ($context.Request.RawUrl -match '/workflows/') {
                    $answer.results = @($answer.outputs | ForEach-Object { @{ status = $_.status; outputs = @($_) } })
                    $answer.Remove('outputs')
                }

                $bytes = [System.Text.Encoding]::UTF8.GetBytes((ConvertTo-Json $answer -Depth 12 -Compress))
                $context.Response.ContentType = 'application/json'
                # A client that has what it wanted may leave before its answer.
                try { $context.Response.Close($bytes, $true) }
                catch [System.Net.HttpListenerException], [System.IO.IOException] { $context.Response.Abort() }
            }
        }).AddArgument($service)
    $service['Answering'] = $answering
    $null = $answering.BeginInvoke()
    $service
}

# Closes a service.
function Close-StubService {
    param([Parameter(Mandatory)] [hashtable] $Service)

    $Service.Listener.Close()
    $Service.Answering.Dispose()
}

Export-ModuleMember -Function *
