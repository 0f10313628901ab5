namespace Clarifai.Shell;

internal static class Usage
{
    public const string Synopsis =
        """
        Usage: clarifai-shell -Command <script>...
               clarifai-shell [-File] <script.ps1> [arguments]
               clarifai-shell -Help | -Version
        """;

    public const string Text =
        Synopsis +
        """


        A small PowerShell for machines without pwsh. The module Clarifai is imported at the start.

          -Command, -c   Runs the rest of the line, joined by spaces, as a script.
          -File, -f      Runs a script file. -Name value, -Name:value and -Switch become its
                         parameters, the rest its $args, as pwsh passes them.
          -Help, -h      Shows this text.
          -Version, -v   Shows the versions of the shell and of its engine.

        -NoProfile, -NoLogo and -NonInteractive are taken and change nothing: this shell has no
        profile, no logo and no prompt. Redirected standard input is read, line by line, only by a
        script that uses $input.

        The commands here are those of the Clarifai module and of the engine itself: Where-Object,
        ForEach-Object, Import-Module, Get-Command, Get-Help, jobs. The commands of PowerShell's own
        modules (Get-ChildItem, Select-Object, Export-Csv, ...) need pwsh: https://aka.ms/powershell

        Exit codes, as pwsh: 0 success; 1 a terminating error, or a failed last command of -Command;
        n of 'exit n'; 64 a bad command line; 70 the module could not be imported; 130 Ctrl+C.
        """;
}
