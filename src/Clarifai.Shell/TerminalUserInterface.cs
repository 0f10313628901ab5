using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace Clarifai.Shell;

/// <summary>Writes a session's streams where pwsh writes them: errors to standard error, all others to standard output.</summary>
internal sealed class TerminalUserInterface : PSHostUserInterface
{
    private readonly Lock _gate = new();
    private readonly TerminalStream _output = TerminalStream.Output();
    private readonly TerminalStream _error = TerminalStream.Error();
    private readonly TerminalRawUserInterface _rawUI = new();
    private readonly ProgressLine _progress;

    public TerminalUserInterface() => _progress = new ProgressLine(_error);

    public override PSHostRawUserInterface RawUI => _rawUI;

    // Each stream strips what its own reader could not show.
    public override bool SupportsVirtualTerminal => _output.HasColors || _error.HasColors;

    public bool OutputIsError { private get; set; }

    public override void Write(string value)
    {
        lock (_gate)
        {
            _progress.Clear();
            (OutputIsError ? _error : _output).Write(value);
        }
    }

    public override void WriteLine(string value)
    {
        if (OutputIsError)
        {
            WriteErrorLine(value);
            return;
        }

        lock (_gate)
        {
            _progress.Clear();
            _output.WriteLine(value);
        }
    }

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        Write(PSStyle.MapForegroundColorToEscapeSequence(foregroundColor)
            + PSStyle.MapBackgroundColorToEscapeSequence(backgroundColor)
            + value
            + PSStyle.Instance.Reset);

    public override void WriteErrorLine(string value)
    {
        // The error view ends with an empty line, which pwsh does not show either.
        if (string.IsNullOrEmpty(value))
        {
            return;
        }

        lock (_gate)
        {
            _progress.Clear();
            _error.WriteLine(value);
        }
    }

    public override void WriteWarningLine(string message) =>
        WriteLine($"{PSStyle.Instance.Formatting.Warning}WARNING: {message}{PSStyle.Instance.Reset}");

    public override void WriteVerboseLine(string message) =>
        WriteLine($"{PSStyle.Instance.Formatting.Verbose}VERBOSE: {message}{PSStyle.Instance.Reset}");

    public override void WriteDebugLine(string message) =>
        WriteLine($"{PSStyle.Instance.Formatting.Debug}DEBUG: {message}{PSStyle.Instance.Reset}");

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
        lock (_gate)
        {
            _progress.Show(record);
        }
    }

    public void EndProgress()
    {
        lock (_gate)
        {
            _progress.Clear();
        }
    }

    public override string ReadLine() => throw NoPrompt.Exception();

    public override SecureString ReadLineAsSecureString() => throw NoPrompt.Exception();

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
        throw NoPrompt.Exception();

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) =>
        throw NoPrompt.Exception();

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        throw NoPrompt.Exception();

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options) =>
        throw NoPrompt.Exception();
}
