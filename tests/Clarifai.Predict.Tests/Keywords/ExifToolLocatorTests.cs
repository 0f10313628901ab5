using System.Globalization;
using Clarifai.Tests.Video;

namespace Clarifai.Tests.Keywords;

public sealed class ExifToolLocatorTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private static string File => OperatingSystem.IsWindows() ? "exiftool.exe" : "exiftool";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_named_goes_before_the_variable_and_that_before_PATH()
    {
        (string named, string variable, string onPath) = (Install("a"), Install("b"), Install("c"));

        Assert.Equal(named, ExifToolLocator.Find(named, variable, _folder.File("c")));
        Assert.Equal(variable, ExifToolLocator.Find(null, variable, _folder.File("c")));
        Assert.Equal(onPath, ExifToolLocator.Find(null, "", _folder.File("c")));
    }

    [Theory]
    [InlineData("exiftool", null)]
    [InlineData(null, "exiftool")]
    [InlineData(null, "/no/such/exiftool")]
    [InlineData(null, null)]
    public void Where_it_is_not_the_error_says_how_to_get_it(string? path, string? variable)
    {
        ClarifaiException error = Assert.Throws<ClarifaiException>(() => ExifToolLocator.Find(path, variable, _folder.Path));

        Assert.Equal(ErrorId.ExifToolNotFound, error.ErrorId);
        Assert.All(
            ["libimage-exiftool-perl", "brew install exiftool", "winget install", ExifToolLocator.Variable, path ?? variable ?? "PATH"],
            hint => Assert.Contains(hint, error.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("exiftool", "is not a full path")]
    [InlineData("{0}/none", "does not exist")]
    [InlineData("{0}/b", "is a folder")]
#if !DESKTOP // The desktop edition runs on Windows only, where every file may be a program.
    [InlineData("{0}/text", "is not executable")]
#endif
    public void What_was_named_and_is_not_a_program_says_why(string named, string why)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "On Windows, every file may be a program.");
        Install("b");
        System.IO.File.WriteAllText(_folder.File("text"), "");
        string path = string.Format(CultureInfo.InvariantCulture, named, _folder.Path);

        Assert.StartsWith($"Writing keywords requires ExifTool, but '{path}' {why}. ", Message(path, null), StringComparison.Ordinal);
        Assert.StartsWith(
            $"Writing keywords requires ExifTool, but {ExifToolLocator.Variable} is set to '{path}', which {why}. ",
            Message(null, path),
            StringComparison.Ordinal);
        Assert.Contains("-ExifToolPath", Message(path, null), StringComparison.Ordinal);

        string Message(string? path, string? variable) =>
            Assert.Throws<ClarifaiException>(() => ExifToolLocator.Find(path, variable, _folder.Path)).Message;
    }

    private string Install(string folder)
    {
        string path = Path.Combine(Directory.CreateDirectory(_folder.File(folder)).FullName, File);
        System.IO.File.WriteAllText(path, "");
        if (!OperatingSystem.IsWindows())
        {
            System.IO.File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return path;
    }
}
