namespace Clarifai;

/// <summary>
/// A private folder for the temporary files of one video, deleted on disposal. A lock file next to it is held until the process ends,
/// however it ends; a folder whose lock is free was left behind by a killed run, and the next workspace deletes it.
/// </summary>
internal sealed class VideoWorkspace(string folder, FileStream lockFile) : IDisposable
{
    public const string Prefix = "clarifai-video-";
    public const string LockSuffix = ".lock";

    /// <summary>The folder's full path.</summary>
    public string Folder => folder;

    /// <summary>Deletes the folders left behind by killed runs, and creates a folder.</summary>
    /// <param name="root">The folder to create it in, as a full path; null for the user's folder of temporary files.</param>
    /// <returns>The workspace.</returns>
    /// <exception cref="ClarifaiException">No folder can be created there (FileAccessDenied).</exception>
    public static VideoWorkspace Create(string? root = null)
    {
        string place = root ?? Path.GetTempPath();
        FileStream? lockFile = null;
        try
        {
            Sweep(place);

            // First the lock, then the folder, and in reverse order at the end: a folder whose lock is not held is abandoned.
            string folder = Path.Combine(place, Prefix + Guid.NewGuid().ToString("N"));
            lockFile = TryLock(folder, FileMode.CreateNew) ?? throw new IOException($"'{folder}{LockSuffix}' cannot be created.");
            MakePrivate(folder);
            return new VideoWorkspace(folder, lockFile);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            lockFile?.Dispose();
            throw new ClarifaiException(ErrorId.FileAccessDenied, $"Temporary files cannot be created in '{place}': {e.Message}", e);
        }
    }

    /// <summary>Creates a folder in it.</summary>
    public string NewFolder() => Directory.CreateDirectory(Path.Combine(Folder, Guid.NewGuid().ToString("N"))).FullName;

    /// <summary>Writes content to a file of the workspace and detects its format.</summary>
    /// <param name="content">The stream, read from its position to its end; not closed.</param>
    /// <param name="maximumBytes">The most bytes to write.</param>
    /// <param name="name">The name in errors; null for the path of the file.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The video.</returns>
    /// <exception cref="ClarifaiException">
    /// The content is too long (FileTooLarge), is not a video (UnsupportedMediaType) or cannot be read (FileReadFailed).
    /// </exception>
    public async Task<VideoFile> SaveAsync(
        Stream content, long maximumBytes, string? name = null, CancellationToken cancellation = default)
    {
        string path = Path.Combine(Folder, "input-" + Guid.NewGuid().ToString("N"));
        try
        {
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            if (!await file.TryFillAsync(
                block => content.ReadAsync(block, 0, block.Length, cancellation), maximumBytes).ConfigureAwait(false))
            {
                throw new ClarifaiException(ErrorId.FileTooLarge, $"The video has more than {maximumBytes:N0} bytes.");
            }
        }
        catch (Exception e) when (ReadFailure.Is(e))
        {
            throw new ClarifaiException(ErrorId.FileReadFailed, $"The video could not be written to a temporary file: {e.Message}", e);
        }

        return VideoFile.Open(path, name);
    }

    /// <summary>Deletes the folder and everything in it.</summary>
    public void Dispose()
    {
        TryDelete(folder);
        lockFile.Dispose();
    }

    private static void Sweep(string root)
    {
        IEnumerable<string> left = Directory.EnumerateFileSystemEntries(root, Prefix + "*")
            .Select(path => path.EndsWith(LockSuffix, StringComparison.Ordinal)
                ? path.Substring(0, path.Length - LockSuffix.Length)
                : path);
        foreach (string folder in left.Distinct().ToArray())
        {
            using FileStream? lockFile = TryLock(folder, FileMode.OpenOrCreate);
            if (lockFile is not null)
            {
                TryDelete(folder);
            }
        }
    }

    // Null if another process, or another workspace of this process, holds it, or if the folder belongs to another user.
    private static FileStream? TryLock(string folder, FileMode mode)
    {
        try
        {
            return FileLock.Take(folder + LockSuffix, mode);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void TryDelete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It may be gone already. A virus scanner may hold a file, or another user may own it: the next cleanup that is allowed to
            // delete it does so.
        }
    }

    // On Windows, a user's temporary folder is private.
    private static void MakePrivate(string folder)
    {
#if NET
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return;
        }
#endif
        Directory.CreateDirectory(folder);
    }
}
