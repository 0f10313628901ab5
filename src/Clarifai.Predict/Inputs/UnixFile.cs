#if NET
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using System.Text;

namespace Clarifai;

/// <summary>
/// File information on Unix that .NET does not provide. Regular files are distinguished from pipes, devices and sockets without opening
/// them: opening a pipe waits for its writer.
/// </summary>
internal static class UnixFile
{
    private const int KindMask = 0xF000;
    private const int RegularKind = 0x8000;
    private const int FolderKind = 0x4000;
    private const int HandleLimit = 9;
    private const int ReadOnlyAndClosedInChildren = 0x10;
    private const int LongestPath = 4096;

    /// <summary>Missing files and folders pass: opening them reports the error.</summary>
    /// <exception cref="IOException">The path is not a regular file.</exception>
    public static void EnsureRegular(string path) => FindLength(path);

    /// <summary>The length of a file in bytes, or of the one that a link leads to.</summary>
    /// <returns>Null for missing files and folders, and on Windows.</returns>
    /// <exception cref="IOException">The path is not a regular file.</exception>
    public static long? FindLength(string path)
    {
        // The runtime's own view of a file's status, the same on every Unix: its flags, its mode, its owner, its group, its length.
        Span<int> status = stackalloc int[64];
        if (OperatingSystem.IsWindows() || Stat(path, ref MemoryMarshal.GetReference(status)) != 0)
        {
            return null;
        }

        return (status[1] & KindMask) switch
        {
            RegularKind => MemoryMarshal.Read<long>(MemoryMarshal.AsBytes(status[4..])),
            FolderKind => null,
            _ => throw new IOException("It is not a regular file but a pipe, a device, or a socket."),
        };
    }

    /// <summary>Opens a file for reading although another process may write it: .NET asks for a lock, which the writer has.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The path is a folder, or access is denied.</exception>
    public static FileStream OpenShared(string path)
    {
        nint handle = OperatingSystem.IsWindows() || Directory.Exists(path) ? -1 : Open(path, ReadOnlyAndClosedInChildren, mode: 0);
        return handle >= 0
            ? new FileStream(new SafeFileHandle(handle, ownsHandle: true), FileAccess.Read, bufferSize: 1)
            : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
    }

    /// <summary>
    /// Gives a file the owner and the group of another. Only root can change the owner; for others, the file keeps its own, as
    /// with any program that replaces files.
    /// </summary>
    /// <returns>Whether it has both now.</returns>
    public static bool CopyOwner(string from, string to)
    {
        Span<int> wanted = stackalloc int[64];
        Span<int> copied = stackalloc int[64];
        if (OperatingSystem.IsWindows() || Stat(from, ref MemoryMarshal.GetReference(wanted)) != 0)
        {
            return true;
        }

        if (ChangeOwner(to, wanted[2], wanted[3]) != 0)
        {
            // The group alone keeps the file open to those who share it.
            _ = ChangeOwner(to, -1, wanted[3]);
        }

        return Stat(to, ref MemoryMarshal.GetReference(copied)) != 0 || wanted[2..4].SequenceEqual(copied[2..4]);
    }

    /// <summary>The path without links, as the system resolves it.</summary>
    /// <exception cref="IOException">There is no such file or folder, or its links lead in a circle.</exception>
    public static string Resolve(string path)
    {
        byte[] resolved = new byte[LongestPath];
        return RealPath(path, resolved) != 0
            ? Encoding.UTF8.GetString(resolved, 0, Array.IndexOf(resolved, (byte)0))
            : throw new IOException(Marshal.GetLastPInvokeErrorMessage());
    }

    /// <summary>The number of further files and connections that the process may open; null if unknown.</summary>
    public static int? FindHandlesLeft()
    {
        if (OperatingSystem.IsWindows() || GetLimit(HandleLimit, out Limit limit) != 0)
        {
            return null;
        }

        try
        {
            int used = Directory.EnumerateFileSystemEntries("/dev/fd").Count();
            return (int)Math.Min(Math.Max(0, (long)Math.Min(limit.Current, int.MaxValue) - used), int.MaxValue);
        }
        catch (Exception e) when (ReadFailure.Is(e))
        {
            return null;
        }
    }

    [DllImport("libSystem.Native", EntryPoint = "SystemNative_Stat", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int Stat([MarshalAs(UnmanagedType.LPUTF8Str)] string path, ref int status);

    [DllImport("libSystem.Native", EntryPoint = "SystemNative_Open", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern nint Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, int mode);

    [DllImport("libc", EntryPoint = "realpath", BestFitMapping = false, ThrowOnUnmappableChar = true, SetLastError = true)]
    private static extern nint RealPath([MarshalAs(UnmanagedType.LPUTF8Str)] string path, [Out] byte[] resolved);

    [DllImport("libc", EntryPoint = "chown", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int ChangeOwner([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int owner, int group);

    [DllImport("libSystem.Native", EntryPoint = "SystemNative_GetRLimit")]
    private static extern int GetLimit(int resource, out Limit limit);

    private readonly record struct Limit(ulong Current, ulong Most);
}
#endif
