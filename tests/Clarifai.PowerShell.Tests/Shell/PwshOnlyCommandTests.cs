using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Shell;

public sealed class PwshOnlyCommandTests
{
    [Theory]
    [InlineData("Get-ChildItem *.jpg", "Get-ChildItem")]
    [InlineData("gci", "Get-ChildItem")]
    [InlineData("1 | Select-Object -First 1", "Select-Object")]
    [InlineData("1 | export-csv tags.csv", "export-csv")]
    public async Task A_command_of_pwsh_is_named_as_such(string script, string command)
    {
        ShellResult result = await ShellProcess.RunAsync(script);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"'{command}' is a command of pwsh (PowerShell 7, ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_error_keeps_its_id_and_type()
    {
        ShellResult result = await ShellProcess.RunAsync(
            """
            try { Get-ChildItem } catch [Management.Automation.CommandNotFoundException] { $_.FullyQualifiedErrorId; $_.Exception.Message }
            """);

        Assert.StartsWith("CommandNotFoundException\n'Get-ChildItem' is a command of pwsh", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_other_missing_command_has_the_engines_message()
    {
        ShellResult result = await ShellProcess.RunAsync("Get-Nothing");

        Assert.StartsWith("Get-Nothing: The term 'Get-Nothing' is not recognized", result.Error, StringComparison.Ordinal);
    }
}
