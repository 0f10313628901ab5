namespace Clarifai;

/// <summary>Puts a finished temporary file in the place of another, in one step.</summary>
internal static class FileReplacement
{
    /// <summary>Replaces a file. What replaces it has its mode; where it was read-only, so is what replaces it.</summary>
    /// <param name="temporaryPath">A file in the same folder.</param>
    /// <param name="path">The file to replace. It need not exist.</param>
    public static void Replace(string temporaryPath, string path)
    {
        if (!File.Exists(path))
        {
            File.Move(temporaryPath, path);
            return;
        }

#if NET
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(temporaryPath, File.GetUnixFileMode(path));
            File.Move(temporaryPath, path, overwrite: true);
            return;
        }
#endif
        bool wasReadOnly = IsReadOnly(path);
        if (wasReadOnly)
        {
            File.SetAttributes(path, File.GetAttributes(path) & ~FileAttributes.ReadOnly);
        }

        try
        {
            File.Replace(temporaryPath, path, destinationBackupFileName: null, ignoreMetadataErrors: true);
        }
        finally
        {
            if (wasReadOnly)
            {
                File.SetAttributes(path, File.GetAttributes(path) | FileAttributes.ReadOnly);
            }
        }
    }

    public static bool IsReadOnly(string path) => (File.GetAttributes(path) & FileAttributes.ReadOnly) != 0;
}
