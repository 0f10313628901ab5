namespace Clarifai.Tests.Video;

public sealed class FfmpegLocatorTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private static string Suffix => OperatingSystem.IsWindows() ? ".exe" : "";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_first_folder_of_PATH_that_has_it_is_taken()
    {
        Install("b", "ffmpeg", "ffprobe");
        Install("c", "ffmpeg", "ffprobe");
        Assert.Equal(new FfmpegInstallation(Program("b", "ffmpeg"), Program("b", "ffprobe")), Find(null, "a", "b", "c"));
    }

    [Fact]
    public void Ffprobe_may_be_in_another_folder()
    {
        Install("a", "ffmpeg");
        Install("b", "ffprobe");
        Assert.Equal(Program("b", "ffprobe"), Find(null, "a", "b").Ffprobe);
    }

    [Fact]
    public void The_variable_goes_before_PATH()
    {
        Install("a", "ffmpeg", "ffprobe");
        Install("b", "ffmpeg", "ffprobe");
        Assert.Equal(Program("b", "ffmpeg"), Find(Program("b", "ffmpeg"), "a").Ffmpeg);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("bin")]
    public void Entries_of_PATH_that_depend_on_the_current_directory_are_passed_over(string entry)
    {
        Install("a", "ffmpeg", "ffprobe");
        string relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), _folder.File("a"));
        Assert.True(File.Exists(Path.Combine(relative, "ffmpeg" + Suffix)));
        Assert.Equal(ErrorId.FfmpegNotFound, Error(null, string.Join(Path.PathSeparator, entry, relative)).ErrorId);
    }

#if !DESKTOP // The desktop edition runs on Windows only.
    [Fact]
    public void A_file_that_may_not_be_run_is_passed_over()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "every .exe may be run on Windows");
        Install("a", "ffmpeg", "ffprobe");
        Install("b", "ffmpeg", "ffprobe");
        MakeRunnable(Program("a", "ffmpeg"), false);
        Assert.Equal(Program("b", "ffmpeg"), Find(null, "a", "b").Ffmpeg);
    }
#endif

    [Fact]
    public void Without_it_the_error_says_how_to_install_it()
    {
        ClarifaiException error = Error(null, _folder.Path);
        Assert.Equal(ErrorId.FfmpegNotFound, error.ErrorId);
        Assert.False(error.EndsRun);
        Assert.All(
            ["apt-get install ffmpeg", "brew install ffmpeg", "winget install", FfmpegLocator.Variable],
            hint => Assert.Contains(hint, error.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ffmpeg")]
    [InlineData("/no/such/ffmpeg")]
    public void A_variable_that_names_no_program_is_an_error_even_if_PATH_has_one(string named)
    {
        Install("a", "ffmpeg", "ffprobe");
        Assert.Contains(named, Error(named, _folder.File("a")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ffmpeg_without_ffprobe_is_not_enough()
    {
        Install("a", "ffmpeg");
        Assert.Contains(", without ffprobe.", Error(null, _folder.File("a")).Message, StringComparison.Ordinal);
    }

    private static ClarifaiException Error(string? named, string? searchPath) =>
        Assert.Throws<ClarifaiException>(() => FfmpegLocator.Find(named, searchPath));

    private static void MakeRunnable(string path, bool isRunnable)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | (isRunnable ? UnixFileMode.UserExecute : 0));
        }
    }

    private FfmpegInstallation Find(string? named, params string[] folders) =>
        FfmpegLocator.Find(named, string.Join(Path.PathSeparator, folders.Select(_folder.File)));

    private string Program(string folder, string name) => Path.Combine(_folder.File(folder), name + Suffix);

    private void Install(string folder, params string[] names)
    {
        Directory.CreateDirectory(_folder.File(folder));
        foreach (string name in names)
        {
            File.WriteAllText(Program(folder, name), "");
            MakeRunnable(Program(folder, name), true);
        }
    }
}
