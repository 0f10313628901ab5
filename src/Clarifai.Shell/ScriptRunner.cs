using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;

namespace Clarifai.Shell;

/// <summary>Runs one script in a session, shows what it writes, and answers the exit code that pwsh would end with.</summary>
internal sealed class ScriptRunner
{
    // An ErrorRecord piped to Out-Default counts as output; written by a command, and merged, it is shown as the error that it is.
    private const string WriteErrorScript =
        """
        [CmdletBinding()]
        param([Management.Automation.ErrorRecord] $Record)
        $ErrorActionPreference = 'Continue'
        $PSCmdlet.WriteError($Record)
        """;

    private readonly ShellSession _session;
    private readonly TerminalHost _host;

    public ScriptRunner(ShellSession session, TerminalHost host)
    {
        _session = session;
        _host = host;
    }

    public int RunCommand(string script)
    {
        Ast ast = Parser.ParseInput(script, out _, out ParseError[] errors);
        if (errors.Length > 0)
        {
            return Refuse(errors);
        }

        using PowerShell pipeline = _session.CreatePowerShell();
        pipeline.AddScript(script);
        return Invoke(pipeline, ast, _ => Variable("?") is true ? ExitCode.Success : ExitCode.Failure);
    }

    public int RunFile(string fullPath, IReadOnlyList<string> arguments)
    {
        Ast ast = Parser.ParseFile(fullPath, out _, out ParseError[] errors);
        if (errors.Length > 0)
        {
            return Refuse(errors);
        }

        using PowerShell pipeline = _session.CreatePowerShell();
        pipeline.AddCommand(fullPath, useLocalScope: false);
        foreach (CommandParameter parameter in ScriptArguments.Bind(arguments))
        {
            pipeline.Commands.Commands[0].Parameters.Add(parameter);
        }

        // A script file's own 'exit n' does not reach the host: it fails the command and leaves n in $LASTEXITCODE.
        return Invoke(pipeline, ast, ended => ended.HadErrors && Variable("LASTEXITCODE") is int code ? code : ExitCode.Success);
    }

    private int Invoke(PowerShell pipeline, Ast script, Func<PowerShell, int> exitCodeAtEnd)
    {
        SendErrorsAndOutputToDisplay(pipeline);
        using var input = StandardInput.ForScript(script);
        using Interruption interruption = new(pipeline);
        try
        {
            // Only a pipeline of the history leaves its $? behind.
            PSInvocationSettings settings = new() { AddToHistory = true };
            pipeline.Invoke(input?.Lines, new PSDataCollection<PSObject>(), settings);
        }
        catch (RuntimeException e)
        {
            if (!interruption.Requested)
            {
                Show(e.ErrorRecord);
                return ExitCode.Failure;
            }
        }
        finally
        {
            _host.EndProgress();
        }

        return interruption.Requested ? ExitCode.Interrupted : _host.RequestedExitCode ?? exitCodeAtEnd(pipeline);
    }

    private int Refuse(ParseError[] errors)
    {
        Show(new ParseException(errors).ErrorRecord);
        return ExitCode.Failure;
    }

    private void Show(ErrorRecord record)
    {
        using PowerShell pipeline = _session.CreatePowerShell();
        pipeline.AddScript(WriteErrorScript).AddParameter("Record", record);
        SendErrorsAndOutputToDisplay(pipeline);
        pipeline.Invoke();
    }

    private static void SendErrorsAndOutputToDisplay(PowerShell pipeline)
    {
        pipeline.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        pipeline.AddCommand("Out-Default");
    }

    private object? Variable(string name) => _session.Runspace.SessionStateProxy.GetVariable(name);
}
