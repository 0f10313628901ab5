#if NET
using System.Runtime.InteropServices;

namespace Clarifai;

/// <summary>
/// Tells regular files from pipes, devices and sockets without opening them: opening a pipe waits for whoever writes to it.
/// </summary>
internal static class UnixFile
{
    private const int KindMask = 0xF000;
    private const int RegularKind = 0x8000;
    private const int FolderKind = 0x4000;

    /// <summary>What is not there and what is a folder passes: opening them says so.</summary>
    /// <exception cref="IOException">The path names something else than a regular file.</exception>
    public static void EnsureRegular(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // The runtime's own view of a file's status, the same on every Unix: its flags, then its mode.
        Span<int> status = stackalloc int[64];
        if (Stat(path, ref MemoryMarshal.GetReference(status)) == 0
            && (status[1] & KindMask) is not (RegularKind or FolderKind))
        {
            throw new IOException("It is not a regular file but a pipe, a device or a socket.");
        }
    }

    [DllImport("libSystem.Native", EntryPoint = "SystemNative_Stat", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int Stat([MarshalAs(UnmanagedType.LPUTF8Str)] string path, ref int status);
}
#endif
