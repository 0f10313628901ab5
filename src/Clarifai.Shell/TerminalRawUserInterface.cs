using System.Management.Automation.Host;

namespace Clarifai.Shell;

/// <summary>The size of the terminal, which the formatting engine lays tables out for. There is no screen buffer.</summary>
internal sealed class TerminalRawUserInterface : PSHostRawUserInterface
{
    // Of a file or a pipe: wide enough for a table of long names, and the same on every machine.
    private static readonly Size SizeWhenRedirected = new(120, 50);

    public override Size WindowSize
    {
        get => Console.IsOutputRedirected || Console.WindowWidth == 0
            ? SizeWhenRedirected
            : new Size(Console.WindowWidth, Console.WindowHeight);
        set => throw NoScreen();
    }

    public override Size BufferSize
    {
        get => WindowSize;
        set => throw NoScreen();
    }

    public override Size MaxWindowSize => WindowSize;

    public override Size MaxPhysicalWindowSize => WindowSize;

    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    public override string WindowTitle { get; set; } = "clarifai-shell";

    public override int CursorSize
    {
        get => throw NoScreen();
        set => throw NoScreen();
    }

    public override Coordinates CursorPosition
    {
        get => throw NoScreen();
        set => throw NoScreen();
    }

    public override Coordinates WindowPosition
    {
        get => throw NoScreen();
        set => throw NoScreen();
    }

    public override bool KeyAvailable => false;

    public override KeyInfo ReadKey(ReadKeyOptions options) => throw NoPrompt.Exception();

    /// <summary>Nothing to flush: this host reads no keys.</summary>
    public override void FlushInputBuffer()
    {
    }

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw NoScreen();

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw NoScreen();

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw NoScreen();

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) =>
        throw NoScreen();

    private static NotSupportedException NoScreen() => new("This shell writes line by line: it has no screen buffer.");
}
