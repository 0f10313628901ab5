using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Clarifai.Shell;

internal static class Program
{
    private static int Main(string[] arguments)
    {
        var commandLine = CommandLine.Parse(arguments);
        switch (commandLine)
        {
            case CommandLine.Help:
                Console.Out.WriteLine(Usage.Text);
                return ExitCode.Success;

            case CommandLine.Version:
                WriteVersion();
                return ExitCode.Success;

            case CommandLine.Invalid invalid:
                Console.Error.WriteLine(invalid.Message);
                Console.Error.WriteLine(Usage.Synopsis);
                return ExitCode.BadCommandLine;

            default:
                return Run(commandLine);
        }
    }

    // Apart from Main, so that the lines above do not load the engine.
    private static void WriteVersion()
    {
        Version version = typeof(Program).Assembly.GetName().Version!;
        Console.Out.WriteLine($"clarifai-shell {version.ToString(3)}, PowerShell engine {PSVersionInfo.PSVersion}");
    }

    private static int Run(CommandLine commandLine)
    {
        TerminalHost host = new();
        ShellSession session;
        try
        {
            session = ShellSession.Open(host);
        }
        catch (Exception e) when (e is FileNotFoundException or RunspaceOpenModuleLoadException)
        {
            host.UI.WriteErrorLine(e.Message);
            return ExitCode.StartFailed;
        }

        using (session)
        {
            ScriptRunner runner = new(session, host);
            return commandLine switch
            {
                CommandLine.Command command => runner.RunCommand(command.Script),
                CommandLine.ScriptFile file => runner.RunFile(file.FullPath, file.Arguments),
                _ => throw new ArgumentOutOfRangeException(nameof(commandLine)),
            };
        }
    }
}
