using System.Runtime.InteropServices;

namespace Clarifai.PowerShell.Tests.Fixture;

/// <summary>Ctrl+C for one process only, which Windows has not.</summary>
internal static partial class UnixSignal
{
    private const int Interruption = 2;

    public static void Interrupt(int processId) => Assert.Equal(0, Kill(processId, Interruption));

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);
}
