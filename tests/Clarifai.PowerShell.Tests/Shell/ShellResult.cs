namespace Clarifai.PowerShell.Tests.Shell;

internal sealed record ShellResult(int ExitCode, string Output, string Error);
