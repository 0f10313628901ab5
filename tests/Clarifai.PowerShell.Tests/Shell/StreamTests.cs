using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Shell;

public sealed class StreamTests
{
    // On one line, so that the error view shows no position.
    private const string WritesToEveryStream =
        "function Write-All { [CmdletBinding()] param()"
        + " 'output';"
        + " $PSCmdlet.WriteWarning('careful');"
        + " $PSCmdlet.WriteVerbose('details');"
        + " $PSCmdlet.WriteError([Management.Automation.ErrorRecord]::new([Exception]::new('wrong'), 'Wrong', 'InvalidData', $null));"
        + " $PSCmdlet.WriteInformation('news', [string[]]@());"
        + " $PSCmdlet.WriteProgress([Management.Automation.ProgressRecord]::new(1, 'Progressing', 'slowly'));"
        + " 'more output' };"
        + " Write-All -Verbose -InformationAction Continue";

    [Fact]
    public async Task Errors_go_to_standard_error_and_all_else_to_standard_output()
    {
        ShellResult result = await ShellProcess.RunAsync(WritesToEveryStream);

        Assert.Equal("output\nWARNING: careful\nVERBOSE: details\nnews\nmore output\n", result.Output);
        Assert.Equal("Write-All: wrong\n", result.Error);
    }

    [Theory]
    [InlineData("throw 'boom'", "Exception: boom\n")]
    [InlineData("1/0", "RuntimeException: Attempted to divide by zero.\n")]
    [InlineData("$ErrorActionPreference = 'SilentlyContinue'; [int]::Parse('x')", "")]
    [InlineData("if )", "ParserError: \nLine |\n   1 |  if )\n     |    ~\n     | Missing '(' after 'if' in if statement.\n")]
    public async Task An_error_is_shown_once_in_the_engines_own_view(string script, string expected)
    {
        ShellResult result = await ShellProcess.RunAsync(script);

        Assert.Empty(result.Output);
        Assert.Equal(expected, result.Error);
    }

    [Fact]
    public async Task An_error_in_a_script_file_names_its_line()
    {
        using ScriptFolder folder = new();
        string script = folder.Add("fails.ps1", "'before'\nthrow 'boom'");

        ShellResult result = await ShellProcess.RunAsync(["-File", script]);

        Assert.Equal("before\n", result.Output);
        Assert.Equal($"Exception: {script}:2\nLine |\n   2 |  throw 'boom'\n     |  ~~~~~~~~~~~~\n     | boom\n", result.Error);
    }

    [Fact]
    public async Task Objects_are_formatted_as_a_table()
    {
        ShellResult result = await ShellProcess.RunAsync("[pscustomobject]@{ Name = 'cat'; Value = 0.98 }");

        Assert.Equal("\nName Value\n---- -----\ncat   0.98\n\n", result.Output);
    }

    [Fact]
    public async Task A_table_is_laid_out_for_120_columns_when_redirected()
    {
        ShellResult result = await ShellProcess.RunAsync("[pscustomobject]@{ Name = 'n' * 200; Value = 1 }");

        // The engine leaves the last column free.
        Assert.Equal(119, result.Output.Split('\n').Max(line => line.Length));
    }

    [Fact]
    public async Task Redirected_streams_carry_no_escape_sequences()
    {
        ShellResult result = await ShellProcess.RunAsync(
            "[pscustomobject]@{ A = 1; B = 2 }; $PSStyle.Foreground.Red + 'red' + $PSStyle.Reset; Get-Nothing");

        Assert.Contains("red", result.Output, StringComparison.Ordinal);
        Assert.Contains("Get-Nothing", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', result.Output);
        Assert.DoesNotContain('\e', result.Error);
    }

    [Fact]
    public async Task Programs_share_the_streams()
    {
        string program = OperatingSystem.IsWindows() ? "cmd /c 'echo out& echo err 1>&2'" : "sh -c 'echo out; echo err >&2'";

        ShellResult result = await ShellProcess.RunAsync(program);

        Assert.Equal("out", result.Output.Trim());
        Assert.Equal("err", result.Error.Trim());
    }

    [Theory]
    [InlineData("$host.UI.ReadLine()")]
    [InlineData("$host.UI.PromptForChoice('Delete', 'Really?', @('yes', 'no'), 0)")]
    public async Task Questions_are_refused(string script)
    {
        ShellResult result = await ShellProcess.RunAsync(script);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("does not ask questions", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_parameter_is_an_error_and_no_question()
    {
        ShellResult result = await ShellProcess.RunAsync("function f { param([Parameter(Mandatory)] $Name) $Name }; f");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("missing mandatory parameters: Name", result.Error, StringComparison.Ordinal);
    }
}
