namespace Clarifai.PowerShell;

/// <summary>A file that appears whole or not at all: it is written beside its place and moved there at the end.</summary>
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

    /// <summary>Where the content goes.</summary>
    public Stream Stream { get; }

    /// <summary>Starts a file whose place is free, or may be overwritten.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="isClobberAllowed">False where a file that is there already is an error.</param>
    /// <param name="isForced">True where a read-only file may be overwritten.</param>
    /// <exception cref="ClarifaiException">The place is taken, or nothing can be written there.</exception>
    public static ReportFile Create(string path, bool isClobberAllowed, bool isForced) => Guard(path, () =>
    {
#if NET
        UnixFile.EnsureRegular(path);

        // What a link leads to is written, and the link stays.
        var file = new FileInfo(path);
        path = file.LinkTarget is null ? path : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
#endif
        if (Directory.Exists(path))
        {
            throw new ClarifaiException(ErrorId.PathIsDirectory, $"'{path}' is a folder.");
        }

        if (File.Exists(path))
        {
            if (!isClobberAllowed)
            {
                throw new ClarifaiException(ErrorId.FileExists, $"'{path}' is there already, and -NoClobber was given.");
            }

            if (!isForced && IsReadOnly(path))
            {
                throw new ClarifaiException(ErrorId.FileAccessDenied, $"'{path}' is read-only. -Force overwrites it.");
            }
        }

        return new ReportFile(path);
    });

    /// <summary>Puts the file in its place. A read-only one that it replaces is followed by a read-only one, as with Export-Csv.</summary>
    /// <exception cref="ClarifaiException">It cannot be moved there.</exception>
    public void Complete() => Guard(_path, () =>
    {
        Stream.Dispose();
        if (!File.Exists(_path))
        {
            File.Move(_temporaryPath, _path);
            return true;
        }

        bool wasReadOnly = IsReadOnly(_path);
        if (wasReadOnly)
        {
            File.SetAttributes(_path, File.GetAttributes(_path) & ~FileAttributes.ReadOnly);
        }

        try
        {
            File.Replace(_temporaryPath, _path, destinationBackupFileName: null, ignoreMetadataErrors: true);
        }
        finally
        {
            if (wasReadOnly)
            {
                File.SetAttributes(_path, File.GetAttributes(_path) | FileAttributes.ReadOnly);
            }
        }

        return true;
    });

    /// <summary>Leaves nothing behind that was not completed.</summary>
    public void Dispose()
    {
        try
        {
            Stream.Dispose();
        }
        catch (Exception e) when (IsRefusal(e))
        {
            // What was not written yet does not fit on a full disk. It goes with the rest.
        }

        File.Delete(_temporaryPath);
    }

    /// <summary>Does work on the file; what the system says against it becomes an error of the module.</summary>
    /// <exception cref="ClarifaiException">The file cannot be written.</exception>
    public static T Guard<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (UnauthorizedAccessException e)
        {
            throw new ClarifaiException(ErrorId.FileAccessDenied, $"'{path}' may not be written: {e.Message}", e);
        }
        catch (DirectoryNotFoundException e)
        {
            throw new ClarifaiException(ErrorId.FileNotFound, $"The folder of '{path}' is not there.", e);
        }
        catch (Exception e) when (IsRefusal(e))
        {
            throw new ClarifaiException(ErrorId.FileWriteFailed, $"'{path}' could not be written: {e.Message}", e);
        }
    }

    // .NET Framework says of a name that no file can have, and .NET of a file that has become too large, that an argument is wrong.
    private static bool IsRefusal(Exception e) => e is IOException or ArgumentException or NotSupportedException;

    private static bool IsReadOnly(string path) => (File.GetAttributes(path) & FileAttributes.ReadOnly) != 0;
}
