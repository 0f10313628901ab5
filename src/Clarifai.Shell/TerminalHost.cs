using System.Globalization;
using System.Management.Automation.Host;

namespace Clarifai.Shell;

/// <summary>The host of one script run from a command line.</summary>
internal sealed class TerminalHost : PSHost
{
    private readonly TerminalUserInterface _ui = new();

    public override string Name => "clarifai-shell";

    public override Version Version { get; } = typeof(TerminalHost).Assembly.GetName().Version!;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override PSHostUserInterface UI => _ui;

    public override CultureInfo CurrentCulture { get; } = CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture { get; } = CultureInfo.CurrentUICulture;

    /// <summary>The code of <c>exit</c>, once a script has called it.</summary>
    public int? RequestedExitCode { get; private set; }

    public override void SetShouldExit(int exitCode) => RequestedExitCode = exitCode;

    public void EndProgress() => _ui.EndProgress();

    /// <summary>For what the engine would show as output though it is an error.</summary>
    public void SendOutputToStandardErrorDuring(Action action)
    {
        _ui.OutputIsError = true;
        try
        {
            action();
        }
        finally
        {
            _ui.OutputIsError = false;
        }
    }

    public override void EnterNestedPrompt() => throw NoPrompt.Exception();

    public override void ExitNestedPrompt() => throw NoPrompt.Exception();

    /// <summary>Nothing to hand over: programs share the process's own streams.</summary>
    public override void NotifyBeginApplication()
    {
    }

    /// <summary>Nothing to take back.</summary>
    public override void NotifyEndApplication()
    {
    }
}
