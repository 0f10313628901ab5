using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Clarifai.Local.Hosting;

/// <summary>Leaves the terminal's process group, so that a Ctrl+C meant for the starting process does not reach this one.</summary>
internal static partial class UnixSession
{
    [UnsupportedOSPlatform("windows")]
    public static void Leave()
    {
        // Fails only for the leader of a group, which has one of its own already.
        _ = StartSession();
    }

    [LibraryImport("libc", EntryPoint = "setsid")]
    private static partial int StartSession();
}
