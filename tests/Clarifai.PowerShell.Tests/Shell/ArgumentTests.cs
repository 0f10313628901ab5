using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Shell;

public sealed class ArgumentTests
{
    private const string ShowsItsArguments =
        """
        param([string] $Name, [int] $Count = 5, [switch] $On)
        "name=$Name count=$Count on=$On args=$($args -join '|')"
        """;

    [Theory]
    [InlineData("name= count=5 on=False args=")]
    [InlineData("name=cat count=7 on=True args=", "-Name", "cat", "-Count", "7", "-On")]
    [InlineData("name=cat count=7 on=False args=", "-Name:cat", "-Count:", "7", "-On:$false")]
    [InlineData("name=a b count=1 on=False args=two|three", "a b", "1", "two", "three")]
    [InlineData("name= count=5 on=False args=-Unknown|x", "-Unknown", "x")]
    public async Task File_gets_its_parameters_and_args(string expected, params string[] arguments)
    {
        using ScriptFolder folder = new();
        string script = folder.Add("args.ps1", ShowsItsArguments);

        ShellResult result = await ShellProcess.RunAsync(["-File", script, .. arguments]);

        Assert.Equal(expected + "\n", result.Output);
        Assert.Empty(result.Error);
    }

    [Fact]
    public async Task A_script_of_the_current_folder_is_run_without_dash_file()
    {
        using ScriptFolder folder = new();
        folder.Add("where.ps1", "$PSScriptRoot -eq $PWD.ProviderPath; $PSCommandPath -eq $MyInvocation.MyCommand.Path");

        ShellResult result = await ShellProcess.RunAsync(["where.ps1"], workingDirectory: folder.Path);

        Assert.Equal("True\nTrue\n", result.Output);
    }

    [Fact]
    public async Task A_parameter_that_does_not_fit_is_an_error_of_the_script()
    {
        using ScriptFolder folder = new();

        ShellResult result = await ShellProcess.RunAsync(["-File", folder.Add("args.ps1", ShowsItsArguments), "-Count", "many"]);

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("args.ps1: Cannot process argument transformation on parameter 'Count'.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_after_command_are_joined_by_spaces()
    {
        ShellResult result = await ShellProcess.RunAsync(["-nop", "-c", "1..3", "|", "ForEach-Object", "{ $_ * 2 }"]);

        Assert.Equal("2\n4\n6\n", result.Output);
    }
}
