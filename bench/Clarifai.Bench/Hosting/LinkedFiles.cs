using System.Globalization;
using System.Runtime.InteropServices;

namespace Clarifai.Bench.Hosting;

/// <summary>A temporary folder with many files in subfolders of a thousand: hard links to a few, which take no space.</summary>
internal sealed partial class LinkedFiles : IDisposable
{
    private const int FilesPerFolder = 1000;

    // A file of ext4 can have 65,000 names.
    private const int FilesPerOriginal = 50_000;

    private readonly SampleFiles _originals;

    public LinkedFiles(int count, int bytes)
    {
        _originals = new SampleFiles((count + FilesPerOriginal - 1) / FilesPerOriginal, bytes);
        Folder = Directory.CreateTempSubdirectory("clarifai-bench-").FullName;
        IReadOnlyList<string> originals = _originals.Paths;
        for (int i = 0; i < count; i++)
        {
            string folder = Path.Combine(Folder, (i / FilesPerFolder).ToString("0000", CultureInfo.InvariantCulture));
            if (i % FilesPerFolder == 0)
            {
                Directory.CreateDirectory(folder);
            }

            string path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"picture-{i:0000000}.jpg"));
            if (OperatingSystem.IsWindows())
            {
                File.Copy(originals[i / FilesPerOriginal], path);
            }
            else if (Link(originals[i / FilesPerOriginal], path) != 0)
            {
                throw new IOException($"No link can be made at {path}: {Marshal.GetLastPInvokeErrorMessage()}");
            }
        }
    }

    public string Folder { get; }

    public void Dispose()
    {
        _originals.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Link(string existing, string created);
}
