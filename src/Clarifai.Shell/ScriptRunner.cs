using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;

namespace Clarifai.Shell;

/// <summary>Runs one script in a session, shows what it writes, and answers the exit code that pwsh would end with.</summary>
internal sealed class ScriptRunner
{
    private readonly ShellSession _session;
    private readonly TerminalHost _host;

    public ScriptRunner(ShellSession session, TerminalHost host)
    {
        _session = session;
        _host = host;
    }

    private bool LastCommandSucceeded => _session.Runspace.SessionStateProxy.GetVariable("?") is true;

    public int RunCommand(string script)
    {
        Ast ast = Parser.ParseInput(script, out _, out ParseError[] errors);
        if (errors.Length > 0)
        {
            return Fail(new ParseException(errors).ErrorRecord);
        }

        // Only a pipeline of the history leaves its $? behind.
        using Pipeline pipeline = _session.Runspace.CreatePipeline(script, addToHistory: true);
        return Run(pipeline, ast) ?? (LastCommandSucceeded ? ExitCode.Success : ExitCode.Failure);
    }

    public int RunFile(string fullPath, IReadOnlyList<string> arguments)
    {
        Ast ast = Parser.ParseFile(fullPath, out _, out ParseError[] errors);
        if (errors.Length > 0)
        {
            return Fail(new ParseException(errors).ErrorRecord);
        }

        Command file = new(fullPath, isScript: false, useLocalScope: false);
        foreach (CommandParameter parameter in ScriptArguments.Bind(arguments))
        {
            file.Parameters.Add(parameter);
        }

        using Pipeline pipeline = _session.Runspace.CreatePipeline();
        pipeline.Commands.Add(file);
        ScriptFileExit.ReachesHost(_session.Runspace);
        return Run(pipeline, ast) ?? ExitCode.Success;
    }

    /// <returns>The exit code, unless the script simply came to its end.</returns>
    private int? Run(Pipeline pipeline, Ast script)
    {
        // Merged into the output, an error is shown as an error and in its place among the output.
        pipeline.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        pipeline.Commands.Add("Out-Default");

        using Interruption interruption = new(pipeline);
        var input = StandardInput.FeedTo(pipeline, script);
        PipelineStateInfo end = InvokeToEnd(pipeline, interruption);
        _host.EndProgress();

        if (interruption.Requested)
        {
            return ExitCode.Interrupted;
        }

        return (end.Reason ?? input.Failure) switch
        {
            null => _host.RequestedExitCode,
            IContainsErrorRecord reason => Fail(reason.ErrorRecord),
            IOException failure => Fail(new ErrorRecord(failure, "StandardInputFailed", ErrorCategory.ReadError, targetObject: null)),
            Exception reason => Fail(new ErrorRecord(reason, "ScriptFailed", ErrorCategory.NotSpecified, targetObject: null)),
        };
    }

    // Pipeline.Invoke would close the input before the first line is read.
    private static PipelineStateInfo InvokeToEnd(Pipeline pipeline, Interruption interruption)
    {
        TaskCompletionSource<PipelineStateInfo> end = new(TaskCreationOptions.RunContinuationsAsynchronously);
        pipeline.StateChanged += (_, change) =>
        {
            if (change.PipelineStateInfo.State is PipelineState.Completed or PipelineState.Failed or PipelineState.Stopped)
            {
                end.TrySetResult(change.PipelineStateInfo);
            }
        };
        try
        {
            pipeline.InvokeAsync();
        }
        catch (InvalidPipelineStateException) when (interruption.Requested)
        {
            // Ctrl+C came before it: what was stopped does not start.
            return pipeline.PipelineStateInfo;
        }

        return end.Task.GetAwaiter().GetResult();
    }

    private int Fail(ErrorRecord record)
    {
        using PowerShell pipeline = _session.CreatePowerShell();
        pipeline.AddCommand("Out-Default");
        _host.SendOutputToStandardErrorDuring(() => pipeline.Invoke(new[] { record }));
        return ExitCode.Failure;
    }
}
