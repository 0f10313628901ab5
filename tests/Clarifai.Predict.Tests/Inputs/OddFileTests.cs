#if !DESKTOP
using System.Diagnostics;
#endif
using Clarifai.Tests.Video;

namespace Clarifai.Tests;

/// <summary>Files with nothing in them, and things with the name of a file that are none.</summary>
public sealed class OddFileTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(MediaKind.Image)]
    [InlineData(MediaKind.Video)]
    internal void What_is_empty_is_never_sent(MediaKind? kind)
    {
        using var folder = new TestFolder();
        string path = folder.File("empty.jpg");
        File.WriteAllBytes(path, []);

        ClarifaiException file = Assert.Throws<ClarifaiException>(() => PredictInput.FromFile(path, kind));
        ClarifaiException bytes = Assert.Throws<ClarifaiException>(() => PredictInput.FromBytes([], "none", kind));

        Assert.Equal((ErrorId.UnsupportedMediaType, ErrorId.UnsupportedMediaType), (file.ErrorId, bytes.ErrorId));
    }

#if !DESKTOP
    [Fact]
    public void A_pipe_and_a_device_are_refused_without_being_opened()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = new TestFolder();
        string pipe = folder.File("pipe.jpg");
        using (var made = Process.Start("mkfifo", [pipe]))
        {
            made.WaitForExit();
        }

        Assert.All([pipe, "/dev/zero", "/dev/null"], path =>
        {
            ClarifaiException error = Assert.Throws<ClarifaiException>(() => PredictInput.FromFile(path));
            Assert.Equal(ErrorId.FileReadFailed, error.ErrorId);
            Assert.Contains("not a regular file", error.Message, StringComparison.Ordinal);
        });
    }
#endif
}
