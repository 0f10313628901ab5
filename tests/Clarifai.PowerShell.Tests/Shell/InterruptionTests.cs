using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Shell;

public sealed class InterruptionTests
{
    private const string RunForever = "'ready'; while ($true) { [Threading.Thread]::Sleep(20) }";

    [Fact]
    public async Task Ctrl_C_stops_the_script_and_runs_its_finally()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signal that reaches one process only.");
        using var shell = ShellProcess.Start(
            ["-Command", $"try {{ {RunForever} }} finally {{ [Console]::WriteLine('cleaned up') }}; 'not reached'"]);
        Assert.Equal("ready", await shell.ReadLineAsync());

        Interrupt(shell);

        Assert.Equal(new ShellResult(130, "cleaned up\n", ""), await shell.EndAsync());
    }

    [Fact]
    public async Task Ctrl_C_stops_a_script_that_waits_for_standard_input()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signal that reaches one process only.");
        using var shell = ShellProcess.Start(["-Command", "try { 'ready'; $input } finally { [Console]::WriteLine('cleaned up') }"]);
        Assert.Equal("ready", await shell.ReadLineAsync());

        Interrupt(shell);

        Assert.Equal(new ShellResult(130, "cleaned up\n", ""), await shell.EndAsync());
    }

    [Fact]
    public async Task A_second_Ctrl_C_ends_a_script_that_does_not_stop()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signal that reaches one process only.");
        using var shell = ShellProcess.Start(
            ["-Command", $"try {{ {RunForever} }} finally {{ [Console]::WriteLine('stopping'); [Threading.Thread]::Sleep(-1) }}"]);
        Assert.Equal("ready", await shell.ReadLineAsync());
        Interrupt(shell);
        Assert.Equal("stopping", await shell.ReadLineAsync());

        Interrupt(shell);

        Assert.Equal(130, (await shell.EndAsync()).ExitCode);
    }

    private static void Interrupt(ShellProcess shell) => UnixSignal.Interrupt(shell.Id);
}
