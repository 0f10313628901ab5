using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Clarifai.Shell;

/// <summary>Windows consoles read escape sequences only when they are told to.</summary>
internal static partial class WindowsConsole
{
    public const int StandardOutput = -11;
    public const int StandardError = -12;

    private const uint VirtualTerminalProcessing = 0x0004;

    [SupportedOSPlatform("windows")]
    public static bool TryEnableEscapeSequences(int standardHandle)
    {
        nint console = GetStdHandle(standardHandle);
        return GetConsoleMode(console, out uint mode) && SetConsoleMode(console, mode | VirtualTerminalProcessing);
    }

    [LibraryImport("kernel32.dll")]
    private static partial nint GetStdHandle(int standardHandle);

    [LibraryImport("kernel32.dll")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetConsoleMode(nint console, out uint mode);

    [LibraryImport("kernel32.dll")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetConsoleMode(nint console, uint mode);
}
