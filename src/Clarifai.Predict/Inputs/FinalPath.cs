#if !NET
using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
#endif

namespace Clarifai;

/// <summary>Follows symbolic links to the file behind them.</summary>
internal static class FinalPath
{
#if NET
    // As Linux does.
    private const int MostLinks = 40;

#endif
    /// <returns>The path itself where it is not a link.</returns>
    /// <exception cref="IOException">The link cannot be followed.</exception>
    public static string Of(string path)
    {
#if NET
        if (OperatingSystem.IsWindows())
        {
            var file = new FileInfo(path);
            return file.LinkTarget is null ? path : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        }

        // Folders are resolved by the system: .. behind a link leads out of the folder behind it. The file itself may be missing.
        for (int links = 0; new FileInfo(path).LinkTarget is { } target; links++)
        {
            if (links == MostLinks)
            {
                throw new IOException($"'{path}' is a link that leads in a circle.");
            }

            string next = Path.Combine(Path.GetDirectoryName(path)!, target);
            path = Path.Combine(UnixFile.Resolve(Path.GetDirectoryName(next)!), Path.GetFileName(next));
        }

        return path;
#else
        return Path.DirectorySeparatorChar == '\\'
            && File.Exists(path) && (File.GetAttributes(path) & FileAttributes.ReparsePoint) != 0
            ? Follow(path)
            : path;
#endif
    }

#if !NET
    private static string Follow(string path)
    {
        const string Device = @"\\?\";
        const string Share = @"\\?\UNC\";
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        char[] final = new char[32 * 1024];
        int length = GetFinalPathNameByHandle(file.SafeFileHandle, final, final.Length, 0);
        if (length == 0)
        {
            throw new IOException(new Win32Exception(Marshal.GetLastWin32Error()).Message);
        }

        string full = new(final, 0, length);
        return full.StartsWith(Share, StringComparison.Ordinal) ? @"\\" + full.Substring(Share.Length)
            : full.StartsWith(Device, StringComparison.Ordinal) ? full.Substring(Device.Length)
            : full;
    }

    [DllImport("kernel32.dll", EntryPoint = "GetFinalPathNameByHandleW", CharSet = CharSet.Unicode, SetLastError = true)]
    private static extern int GetFinalPathNameByHandle(SafeFileHandle file, [Out] char[] path, int length, int flags);
#endif
}
