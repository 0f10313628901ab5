using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Shell;

public sealed class StandardInputTests
{
    private const string EchoInput = "$input | ForEach-Object { \"<$_>\" }";

    [Fact]
    public async Task Lines_reach_the_input_of_a_command()
    {
        ShellResult result = await ShellProcess.RunAsync(["-Command", EchoInput], input: "one\ntwo\n");

        Assert.Equal("<one>\n<two>\n", result.Output);
    }

    [Fact]
    public async Task Lines_reach_the_input_of_a_script_file()
    {
        using ScriptFolder folder = new();

        ShellResult result = await ShellProcess.RunAsync(["-File", folder.Add("echo.ps1", EchoInput)], input: "one\ntwo\n");

        Assert.Equal("<one>\n<two>\n", result.Output);
    }

    [Fact]
    public async Task Lines_that_come_late_are_waited_for()
    {
        using var shell = ShellProcess.Start(["-Command", $"'ready'; {EchoInput}"]);
        Assert.Equal("ready", await shell.ReadLineAsync());

        await shell.Input.WriteLineAsync("late");
        shell.Input.Close();

        Assert.Equal("<late>\n", (await shell.EndAsync()).Output);
    }

    [Theory]
    [InlineData("'no use for it'")]
    [InlineData("function f { $input }; 'no use for it'")]
    [InlineData("'no use for it'; exit; $input")]
    public async Task An_input_that_never_ends_holds_up_no_script_that_does_not_read_it(string script)
    {
        using var shell = ShellProcess.Start(["-Command", script]);

        ShellResult result = await shell.EndAsync();

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("no use for it\n", result.Output);
    }

    [Fact]
    public async Task A_script_that_does_not_read_it_leaves_it_to_its_programs()
    {
        string program = OperatingSystem.IsWindows() ? "findstr one" : "cat";

        ShellResult result = await ShellProcess.RunAsync(["-Command", program], input: "one\n");

        Assert.Equal("one\n", result.Output);
    }
}
