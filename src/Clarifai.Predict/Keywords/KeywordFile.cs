using System.Text;

namespace Clarifai;

/// <summary>
/// A file whose keywords are being changed: locked against other runs, and replaced in one step or not at all. What a killed run has left
/// behind is removed under the lock.
/// </summary>
internal sealed class KeywordFile : IDisposable
{
    public const string LockSuffix = ".clarifai-lock";
    public const string TemporarySuffix = ".clarifai-tmp";

    // What file systems allow, in bytes; and as many characters as always leave room for a suffix.
    private const int LongestName = 255;
    private const int ShortName = 60;

    private readonly string _photo;
    private readonly FileStream _lock;
    private readonly (long Length, DateTime Modified) _seen;

    private KeywordFile(KeywordChange change, string photo, string target, FileStream fileLock)
    {
        Change = change;
        _photo = photo;
        Target = target;
        _lock = fileLock;
        TemporaryPath = Beside(target, TemporarySuffix);
        File.Delete(TemporaryPath);
        Exists = File.Exists(target);
        _seen = Look();
    }

    public KeywordChange Change { get; }

    /// <summary>What has to be written to it; null while that is not known, and where nothing has.</summary>
    public KeywordEdit? Edit { get; set; }

    /// <summary>The file that gets the keywords: the photo, or its sidecar. It is what a link leads to.</summary>
    public string Target { get; }

    /// <summary>The new content, beside the target.</summary>
    public string TemporaryPath { get; }

    /// <summary>The length of the old content in bytes; 0 for a file that is not there yet.</summary>
    public long Length => _seen.Length;

    /// <summary>False for a sidecar that is not there yet.</summary>
    public bool Exists { get; }

    /// <summary>The file that has the keywords up to now: a new sidecar begins with those of the photo.</summary>
    public string Source => Exists ? Target : _photo;

    public bool IsReadOnly => Exists && FileReplacement.IsReadOnly(Target);

    /// <summary>The new content has another owner or group: only root may give files away.</summary>
    public bool HasNewOwner { get; private set; }

    /// <summary>Locks a file.</summary>
    /// <returns>Null while another run holds it.</returns>
    /// <exception cref="ClarifaiException">There is no such file, or nothing may be written beside it.</exception>
    public static KeywordFile? TryOpen(KeywordChange change, KeywordOptions options)
    {
        string path = change.Path;
        if (path.IndexOfAny(['\r', '\n']) >= 0)
        {
            throw new ClarifaiException(ErrorId.FileReadFailed, $"ExifTool does not support a path with a line break: '{path}'.");
        }

        FileStream? fileLock = null;
        try
        {
#if NET
            UnixFile.EnsureRegular(path);
#endif
            string photo = FinalPath.Of(path);
            string target = options.UsesSidecar ? FinalPath.Of(options.TargetOf(photo)) : photo;
            if (Directory.Exists(target))
            {
                throw new ClarifaiException(ErrorId.PathIsDirectory, $"'{target}' is a folder.");
            }

            if (!File.Exists(photo))
            {
                throw new ClarifaiException(ErrorId.FileNotFound, $"The file '{path}' was not found.");
            }

            string lockPath = Beside(target, LockSuffix);
            try
            {
                fileLock = FileLock.Take(lockPath, FileMode.OpenOrCreate);
            }
            catch (Exception e) when (FileLock.IsHeld(e, lockPath) || HandleShortage.Is(e))
            {
                return null;
            }

            return new KeywordFile(change, photo, target, fileLock);
        }
        catch (Exception e) when (ReadFailure.Is(e))
        {
            fileLock?.Dispose();
            throw WriteError(e, path);
        }
    }

    /// <summary>
    /// Begins a temporary file beside the target, for the new content. Until it is in place and has the mode of the old file, it is its
    /// owner's alone.
    /// </summary>
    public Stream BeginContent()
    {
#if NET
        if (Exists && !OperatingSystem.IsWindows())
        {
            return new FileStream(TemporaryPath, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Share = FileShare.None,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
        }
#endif
        return new FileStream(TemporaryPath, FileMode.CreateNew, FileAccess.Write, FileShare.None);
    }

    /// <summary>Puts the new content in the place of the old one, with the times, the owner and the mode of that.</summary>
    /// <exception cref="ClarifaiException">
    /// It cannot be put there, or another program has written the file meanwhile: what that has written stays.
    /// </exception>
    public void Complete()
    {
        try
        {
            // On the disk before the old content goes: a power cut leaves the one or the other.
            using (var content = new FileStream(TemporaryPath, FileMode.Open, FileAccess.Write, FileShare.None))
            {
                content.Flush(flushToDisk: true);
            }

            if (Look() != _seen)
            {
                throw new ClarifaiException(ErrorId.FileWriteFailed, $"'{Target}' was changed by another program during the run.");
            }

#if NET
            HasNewOwner = !UnixFile.CopyOwner(Source, TemporaryPath) && Exists;
#endif
            if (Target == _photo)
            {
                File.SetCreationTimeUtc(TemporaryPath, File.GetCreationTimeUtc(Target));
                File.SetLastWriteTimeUtc(TemporaryPath, _seen.Modified);
            }

            FileReplacement.Replace(TemporaryPath, Target);
        }
        catch (Exception e) when (ReadFailure.Is(e))
        {
            throw WriteError(e, Target);
        }
    }

    /// <summary>What the system says against writing a file.</summary>
    public static ClarifaiException WriteError(Exception e, string path) => new(
        e is UnauthorizedAccessException ? ErrorId.FileAccessDenied : ErrorId.FileWriteFailed,
        $"'{path}' could not be written: {e.Message}",
        e);

    public void Dispose()
    {
        try
        {
            File.Delete(TemporaryPath);
        }
        catch (Exception e) when (ReadFailure.Is(e))
        {
            // A virus scanner may hold the file: the next run deletes it.
        }

        _lock.Dispose();
    }

    private static string Beside(string target, string suffix)
    {
        string name = Path.GetFileName(target);
        if (Encoding.UTF8.GetByteCount(name) + suffix.Length >= LongestName)
        {
            // Files that begin in the same way wait for each other: the lock and the temporary file are named alike.
            name = name.Substring(0, ShortName);
        }

        return Path.Combine(Path.GetDirectoryName(target)!, $".{name}{suffix}");
    }

    private (long Length, DateTime Modified) Look()
    {
        var file = new FileInfo(Target);
        return file.Exists ? (file.Length, file.LastWriteTimeUtc) : default;
    }
}
