namespace Clarifai.Shell;

public static partial class PwshOnlyCommand
{
    // The cmdlets of the modules in PowerShell's box, of every platform. Their aliases are the engine's own and lead to these names.
    private const string Names =
        """
        Add-Content Add-Member Add-Type Clear-Content Clear-Item Clear-ItemProperty Clear-RecycleBin Clear-Variable
        Compare-Object Compress-Archive Connect-WSMan Convert-Path ConvertFrom-CliXml ConvertFrom-Csv ConvertFrom-Json
        ConvertFrom-Markdown ConvertFrom-SddlString ConvertFrom-SecureString ConvertFrom-StringData ConvertTo-CliXml
        ConvertTo-Csv ConvertTo-Html ConvertTo-Json ConvertTo-SecureString ConvertTo-Xml Copy-Item Copy-ItemProperty
        Debug-Process Debug-Runspace Disable-PSBreakpoint Disable-PSTrace Disable-PSWSManCombinedTrace Disable-RunspaceDebug
        Disable-WSManCredSSP Disable-WSManTrace Disconnect-WSMan Enable-PSBreakpoint Enable-PSTrace Enable-PSWSManCombinedTrace
        Enable-RunspaceDebug Enable-WSManCredSSP Enable-WSManTrace Expand-Archive Export-Alias Export-BinaryMiLog Export-Clixml
        Export-Csv Export-FormatData Export-PSSession Format-Custom Format-Hex Format-List Format-Table Format-Wide Get-Acl
        Get-Alias Get-AuthenticodeSignature Get-ChildItem Get-CimAssociatedInstance Get-CimClass Get-CimInstance Get-CimSession
        Get-Clipboard Get-CmsMessage Get-ComputerInfo Get-Content Get-Counter Get-Credential Get-Culture Get-Date Get-Error
        Get-Event Get-EventSubscriber Get-ExecutionPolicy Get-FileHash Get-FormatData Get-Host Get-HotFix Get-Item
        Get-ItemProperty Get-ItemPropertyValue Get-Location Get-LogProperties Get-MarkdownOption Get-Member Get-PfxCertificate
        Get-Process Get-PSBreakpoint Get-PSCallStack Get-PSDrive Get-PSProvider Get-Random Get-Runspace Get-RunspaceDebug
        Get-SecureRandom Get-Service Get-TimeZone Get-TraceSource Get-TypeData Get-UICulture Get-Unique Get-Uptime Get-Variable
        Get-Verb Get-WinEvent Get-WSManCredSSP Get-WSManInstance Group-Object Import-Alias Import-BinaryMiLog Import-Clixml
        Import-Csv Import-LocalizedData Import-PowerShellDataFile Import-PSSession Invoke-CimMethod Invoke-Expression
        Invoke-Item Invoke-RestMethod Invoke-WebRequest Invoke-WSManAction Join-Path Join-String Measure-Command Measure-Object
        Move-Item Move-ItemProperty New-Alias New-CimInstance New-CimSession New-CimSessionOption New-Event New-FileCatalog
        New-Guid New-Item New-ItemProperty New-Object New-PSDrive New-Service New-TemporaryDirectory New-TemporaryFile
        New-TimeSpan New-Variable New-WinEvent New-WSManInstance New-WSManSessionOption Out-File Out-GridView Out-Printer
        Out-String Pop-Location Protect-CmsMessage Push-Location Read-Host Register-CimIndicationEvent Register-EngineEvent
        Register-ObjectEvent Remove-Alias Remove-CimInstance Remove-CimSession Remove-Event Remove-Item Remove-ItemProperty
        Remove-PSBreakpoint Remove-PSDrive Remove-Service Remove-TypeData Remove-Variable Remove-WSManInstance Rename-Computer
        Rename-Item Rename-ItemProperty Resolve-Path Restart-Computer Restart-Service Resume-Service Select-Object Select-String
        Select-Xml Send-MailMessage Set-Acl Set-Alias Set-AuthenticodeSignature Set-CimInstance Set-Clipboard Set-Content
        Set-Date Set-ExecutionPolicy Set-Item Set-ItemProperty Set-Location Set-LogProperties Set-MarkdownOption
        Set-PSBreakpoint Set-Service Set-TimeZone Set-TraceSource Set-Variable Set-WSManInstance Set-WSManQuickConfig
        Show-Command Show-Markdown Sort-Object Split-Path Start-Process Start-Service Start-Sleep Start-ThreadJob Start-Trace
        Start-Transcript Stop-Computer Stop-Process Stop-Service Stop-Trace Stop-Transcript Suspend-Service Tee-Object
        Test-Connection Test-FileCatalog Test-Json Test-Path Test-WSMan Trace-Command Unblock-File Unprotect-CmsMessage
        Unregister-Event Update-FormatData Update-List Update-TypeData Wait-Debugger Wait-Event Wait-Process Write-Debug
        Write-Error Write-Host Write-Information Write-Output Write-Progress Write-Verbose Write-Warning
        """;
}
