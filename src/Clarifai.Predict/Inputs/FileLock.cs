namespace Clarifai;

/// <summary>
/// Lock files: held as long as the stream is open, however its process ends, and deleted when it closes. The runtime makes sure that a file
/// which another process has just deleted is never taken for the lock.
/// </summary>
internal static class FileLock
{
    /// <exception cref="IOException">Another process, or another lock of this one, holds it; or no file can be made there.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be made, or belongs to another user.</exception>
    public static FileStream Take(string path, FileMode mode) => new(
        path, mode, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);

    /// <summary>Whether a lock could not be taken because somebody else holds it.</summary>
    public static bool IsHeld(Exception e, string path) =>
        IsSharingViolation(e) || (e is UnauthorizedAccessException && File.Exists(path));

    /// <summary>Whether a file could not be opened because somebody else has it open: as Windows, Linux, and macOS say it.</summary>
    public static bool IsSharingViolation(Exception e) => e is IOException { HResult: unchecked((int)0x80070020) or 11 or 35 };
}
