using System.Management.Automation.Host;

namespace Clarifai.Shell;

/// <summary>Standard output or standard error: colours reach a terminal that shows them, and nothing else.</summary>
internal sealed class TerminalStream
{
    private readonly TextWriter _writer;

    private TerminalStream(TextWriter writer, bool isTerminal, int windowsHandle)
    {
        _writer = writer;
        IsTerminal = isTerminal;
        HasColors = isTerminal
            && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            && Environment.GetEnvironmentVariable("TERM") != "dumb"
            && (!OperatingSystem.IsWindows() || WindowsConsole.TryEnableEscapeSequences(windowsHandle));
    }

    public bool IsTerminal { get; }

    public bool HasColors { get; }

    public static TerminalStream Output() =>
        new(Console.Out, !Console.IsOutputRedirected, WindowsConsole.StandardOutput);

    public static TerminalStream Error() =>
        new(Console.Error, !Console.IsErrorRedirected, WindowsConsole.StandardError);

    public void Write(string text) => _writer.Write(PSHostUserInterface.GetOutputString(text, HasColors));

    public void WriteLine(string text) => _writer.WriteLine(PSHostUserInterface.GetOutputString(text, HasColors));
}
