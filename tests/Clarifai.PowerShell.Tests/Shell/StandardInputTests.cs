namespace Clarifai.PowerShell.Tests.Shell;

public sealed class StandardInputTests
{
    private const string EchoInput = "$input | ForEach-Object { \"<$_>\" }";

    [Fact]
    public async Task LinesReachTheInputOfACommand()
    {
        ShellResult result = await ShellProcess.RunAsync(["-Command", EchoInput], input: "one\ntwo\n");

        Assert.Equal("<one>\n<two>\n", result.Output);
    }

    [Fact]
    public async Task LinesReachTheInputOfAScriptFile()
    {
        using ScriptFolder folder = new();

        ShellResult result = await ShellProcess.RunAsync(["-File", folder.Add("echo.ps1", EchoInput)], input: "one\ntwo\n");

        Assert.Equal("<one>\n<two>\n", result.Output);
    }

    [Fact]
    public async Task LinesThatComeLateAreWaitedFor()
    {
        using var shell = ShellProcess.Start(["-Command", $"'ready'; {EchoInput}"]);
        Assert.Equal("ready", await shell.ReadOutputLineAsync());

        await shell.Input.WriteLineAsync("late");
        shell.Input.Close();

        Assert.Equal("<late>\n", (await shell.EndAsync()).Output);
    }

    [Theory]
    [InlineData("'no use for it'")]
    [InlineData("function f { $input }; 'no use for it'")]
    [InlineData("'no use for it'; exit; $input")]
    public async Task AnInputThatNeverEndsHoldsUpNoScriptThatDoesNotReadIt(string script)
    {
        using var shell = ShellProcess.Start(["-Command", script]);

        ShellResult result = await shell.EndAsync();

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("no use for it\n", result.Output);
    }

    [Fact]
    public async Task AScriptThatDoesNotReadItLeavesItToItsPrograms()
    {
        string program = OperatingSystem.IsWindows() ? "findstr one" : "cat";

        ShellResult result = await ShellProcess.RunAsync(["-Command", program], input: "one\n");

        Assert.Equal("one\n", result.Output);
    }
}
