namespace Clarifai.PowerShell;

/// <summary>
/// A file that is created completely or not at all: it is written to a temporary file in the same folder and moved at the end.
/// </summary>
internal sealed class ReportFile : IDisposable
{
    private const int BufferLength = 64 * 1024;

    private readonly string _path;
    private readonly string _temporaryPath;

    private ReportFile(string path)
    {
        _path = path;
        _temporaryPath = Path.Combine(Path.GetDirectoryName(path)!, $".clarifai-report-{Guid.NewGuid():N}.tmp");
        Stream = new FileStream(_temporaryPath, FileMode.CreateNew, FileAccess.Write, FileShare.Read, BufferLength);
    }

    /// <summary>The stream for the content.</summary>
    public Stream Stream { get; }

    /// <summary>Creates a file at a path that is free or may be overwritten.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="isClobberAllowed">False if an existing file is an error.</param>
    /// <param name="isForced">True if a read-only file may be overwritten.</param>
    /// <exception cref="ClarifaiException">The file exists, or cannot be written.</exception>
    public static ReportFile Create(string path, bool isClobberAllowed, bool isForced) => Guard(path, () =>
    {
#if NET
        UnixFile.EnsureRegular(path);

        // The target of a link is written, and the link is kept.
        path = FinalPath.Of(path);
#endif
        if (Directory.Exists(path))
        {
            throw new ClarifaiException(ErrorId.PathIsDirectory, $"'{path}' is a folder.");
        }

        if (File.Exists(path))
        {
            if (!isClobberAllowed)
            {
                throw new ClarifaiException(ErrorId.FileExists, $"'{path}' already exists, and -NoClobber was specified.");
            }

            if (!isForced && FileReplacement.IsReadOnly(path))
            {
                throw new ClarifaiException(ErrorId.FileAccessDenied, $"'{path}' is read-only. -Force overwrites it.");
            }
        }

        return new ReportFile(path);
    });

    /// <summary>Moves the file to its final path. If it replaces a read-only file, it becomes read-only too, as with Export-Csv.</summary>
    /// <exception cref="ClarifaiException">It cannot be moved there.</exception>
    public void Complete() => Guard(_path, () =>
    {
        Stream.Dispose();
        FileReplacement.Replace(_temporaryPath, _path);
        return true;
    });

    /// <summary>Deletes the file if it was not completed.</summary>
    public void Dispose()
    {
        try
        {
            Stream.Dispose();
        }
        catch (Exception e) when (IsRefusal(e))
        {
            // Unwritten data does not fit on a full disk. It is discarded with the rest.
        }

        File.Delete(_temporaryPath);
    }

    /// <summary>Runs an operation on the file and converts the system's exceptions to errors of the module.</summary>
    /// <exception cref="ClarifaiException">The file cannot be written.</exception>
    public static T Guard<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (UnauthorizedAccessException e)
        {
            throw new ClarifaiException(ErrorId.FileAccessDenied, $"Access to '{path}' is denied: {e.Message}", e);
        }
        catch (DirectoryNotFoundException e)
        {
            throw new ClarifaiException(ErrorId.FileNotFound, $"The folder of '{path}' does not exist.", e);
        }
        catch (Exception e) when (IsRefusal(e))
        {
            throw new ClarifaiException(ErrorId.FileWriteFailed, $"'{path}' could not be written: {e.Message}", e);
        }
    }

    // .NET Framework reports an invalid file name, and .NET a file that has become too large, as an argument error.
    private static bool IsRefusal(Exception e) => e is IOException or ArgumentException or NotSupportedException;
}
