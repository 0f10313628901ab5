namespace Clarifai.PowerShell.Tests.Fixture;

/// <summary>How a run of the shell ended, and what it wrote, with \n at the ends of lines.</summary>
internal sealed record ShellResult(int ExitCode, string Output, string Error);
