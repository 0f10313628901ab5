using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Clarifai.Local.Hosting;

/// <summary>Leaves the terminal's process group, so that a Ctrl+C meant for the starting process does not reach this one.</summary>
internal static partial class UnixSession
{
    [UnsupportedOSPlatform("windows")]
    public static void Leave()
    {
        // Fails only for a group leader, which already has its own group.
        _ = StartSession();
    }

    [LibraryImport("libc", EntryPoint = "setsid")]
    private static partial int StartSession();
}
