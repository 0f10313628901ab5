using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Shell;

/// <summary>Every code here is what pwsh 7.6 ends with for the same arguments, except where a test says otherwise.</summary>
public sealed class ExitCodeTests
{
    private static readonly string FailingProgram = OperatingSystem.IsWindows() ? "cmd /c exit 5" : "sh -c 'exit 5'";

    [Theory]
    [InlineData(0, "1")]
    [InlineData(0, "")]
    [InlineData(0, "$false")]
    [InlineData(3, "exit 3")]
    [InlineData(0, "exit 'text'")]
    [InlineData(4, "& { exit 4 }; 1")]
    [InlineData(6, "$host.SetShouldExit(6); 1")]
    [InlineData(1, "throw 'boom'")]
    [InlineData(1, "1/0")]
    [InlineData(0, "1/0; 1")]
    [InlineData(0, "try { throw 1 } catch { 2 }")]
    [InlineData(1, "Nope-Nothing")]
    [InlineData(0, "Nope-Nothing; 1")]
    [InlineData(1, "Import-Module nosuchmodule")]
    [InlineData(0, "Import-Module nosuchmodule; 1")]
    [InlineData(1, "$ErrorActionPreference = 'Stop'; Import-Module nosuchmodule; 1")]
    [InlineData(1, "if )")]
    public async Task Command_ends_with(int expected, string script)
    {
        ShellResult result = await ShellProcess.RunAsync(script);

        Assert.Equal(expected, result.ExitCode);
    }

    [Fact]
    public async Task Command_that_ends_with_a_failed_program_ends_with_one() =>
        Assert.Equal(1, (await ShellProcess.RunAsync(FailingProgram)).ExitCode);

    [Theory]
    [InlineData(0, "1")]
    [InlineData(7, "exit 7")]
    [InlineData(4, "& { exit 4 }; 1")]
    [InlineData(1, "throw 'boom'")]
    [InlineData(0, "Nope-Nothing")]
    [InlineData(1, "if (")]
    public async Task File_ends_with(int expected, string script)
    {
        using ScriptFolder folder = new();

        ShellResult result = await ShellProcess.RunAsync(["-File", folder.Add("script.ps1", script)]);

        Assert.Equal(expected, result.ExitCode);
    }

    [Fact]
    public async Task File_that_ends_with_a_failed_program_ends_with_zero()
    {
        using ScriptFolder folder = new();

        ShellResult result = await ShellProcess.RunAsync(["-File", folder.Add("script.ps1", FailingProgram)]);

        Assert.Equal(0, result.ExitCode);
    }

    [Theory]
    [InlineData("-File", "nosuchfile.ps1")]
    [InlineData("nosuchfile.ps1")]
    [InlineData("-File")]
    [InlineData("-Command")]
    [InlineData("-Nonsense")]
    public async Task Bad_command_line_ends_with_64_and_usage(params string[] arguments)
    {
        ShellResult result = await ShellProcess.RunAsync(arguments);

        Assert.Equal(64, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains("Usage: clarifai-shell", result.Error, StringComparison.Ordinal);
    }

    /// <summary>pwsh opens its prompt, or reads commands, in these cases.</summary>
    [Theory]
    [InlineData]
    [InlineData("-NoProfile")]
    [InlineData("-Command", "-")]
    public async Task Without_a_command_there_is_no_prompt(params string[] arguments) =>
        Assert.Equal(64, (await ShellProcess.RunAsync(arguments)).ExitCode);

    [Theory]
    [InlineData("clarifai-shell -Command", "-Help")]
    [InlineData("clarifai-shell -Command", "-h")]
    [InlineData("PowerShell engine 7.", "-Version")]
    public async Task Questions_about_the_shell_end_with_zero(string expected, string option)
    {
        ShellResult result = await ShellProcess.RunAsync([option]);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains(expected, result.Output, StringComparison.Ordinal);
        Assert.Empty(result.Error);
    }
}
