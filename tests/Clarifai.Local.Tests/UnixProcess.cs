using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Clarifai.Local.Tests;

/// <summary>Signals and sessions, which .NET has no calls for.</summary>
internal static partial class UnixProcess
{
    private const int Interrupt = 2;
    private const int TerminateRequest = 15;

    public static int SessionOf(int process) => Check(GetSession(process));

    public static void InterruptGroup(int group) => _ = Check(Kill(-group, Interrupt));

    public static void InterruptOne(int process) => _ = Check(Kill(process, Interrupt));

    public static void Terminate(int process) => _ = Check(Kill(process, TerminateRequest));

    private static int Check(int result) => result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError());

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "getsid", SetLastError = true)]
    private static partial int GetSession(int process);
}
