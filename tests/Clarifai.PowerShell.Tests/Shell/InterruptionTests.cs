using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Shell;

public sealed class InterruptionTests
{
    private const string RunForever = "'ready'; while ($true) { [Threading.Thread]::Sleep(20) }";

    [Fact]
    public async Task CtrlCStopsTheScriptAndRunsItsFinally()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signal that reaches one process only.");
        using var shell = ShellProcess.Start(
            ["-Command", $"try {{ {RunForever} }} finally {{ [Console]::WriteLine('cleaned up') }}; 'not reached'"]);
        Assert.Equal("ready", await shell.ReadOutputLineAsync());

        Interrupt(shell);

        Assert.Equal(new ShellResult(130, "cleaned up\n", ""), await shell.EndAsync());
    }

    [Fact]
    public async Task CtrlCStopsAScriptThatWaitsForStandardInput()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signal that reaches one process only.");
        using var shell = ShellProcess.Start(["-Command", "try { 'ready'; $input } finally { [Console]::WriteLine('cleaned up') }"]);
        Assert.Equal("ready", await shell.ReadOutputLineAsync());

        Interrupt(shell);

        Assert.Equal(new ShellResult(130, "cleaned up\n", ""), await shell.EndAsync());
    }

    [Fact]
    public async Task ASecondCtrlCEndsAScriptThatDoesNotStop()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signal that reaches one process only.");
        using var shell = ShellProcess.Start(
            ["-Command", $"try {{ {RunForever} }} finally {{ [Console]::WriteLine('stopping'); [Threading.Thread]::Sleep(-1) }}"]);
        Assert.Equal("ready", await shell.ReadOutputLineAsync());
        Interrupt(shell);
        Assert.Equal("stopping", await shell.ReadOutputLineAsync());

        Interrupt(shell);

        Assert.Equal(130, (await shell.EndAsync()).ExitCode);
    }

    private static void Interrupt(ShellProcess shell) => UnixSignal.Interrupt(shell.Id);
}
