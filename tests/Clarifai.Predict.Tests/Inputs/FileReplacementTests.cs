#if !DESKTOP // The desktop edition runs on Windows only.
using Clarifai.Tests.Video;

namespace Clarifai.Tests.Inputs;

/// <summary>What a file has that replaces another.</summary>
public sealed class FileReplacementTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.UserRead)]
    public void The_mode_stays(UnixFileMode mode)
    {
        string path = _folder.File("a");
        string temporaryPath = _folder.File("b");
        File.WriteAllText(path, "old");
        File.WriteAllText(temporaryPath, "new");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }

        FileReplacement.Replace(temporaryPath, path);

        Assert.Equal("new", File.ReadAllText(path));
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        Assert.Equal(mode, new FileInfo(path).UnixFileMode);
    }

    [Fact]
    public void Whether_the_owner_could_be_kept_is_known()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no owner of this kind.");
        string path = _folder.File("a");
        File.WriteAllText(path, "");

        Assert.True(UnixFile.CopyOwner(path, path));
        Assert.Equal(Environment.UserName == "root", UnixFile.CopyOwner("/", path));
    }
}
#endif
