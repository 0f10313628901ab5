using Clarifai.Tests.Video;

namespace Clarifai.Tests.Keywords;

public sealed class KeywordPumpTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_that_another_run_never_gives_back_is_an_error_and_keeps_nobody()
    {
        string photo = _folder.File("a.jpg");
        File.WriteAllBytes(photo, [1]);
        using FileStream held = FileLock.Take(_folder.File(".a.jpg" + KeywordFile.LockSuffix), FileMode.CreateNew);
        using var pump = new KeywordPump(
            "/no/such/exiftool", new KeywordOptions(), TestContext.Current.CancellationToken, new InstantClock());

        pump.Add(new KeywordChange(photo, ["cat"]));
        pump.Complete();
        KeywordOutcome outcome = Assert.Single(pump.Take());

        Assert.Equal(ErrorId.FileWriteFailed, outcome.Error!.ErrorId);
        Assert.Contains("10 minutes", outcome.Error.Message, StringComparison.Ordinal);
        Assert.Equal([1], File.ReadAllBytes(photo));
    }

    [Fact]
    public void A_file_that_another_program_writes_meanwhile_keeps_what_that_has_written()
    {
        string photo = _folder.File("a.jpg");
        File.WriteAllBytes(photo, [1]);
        using KeywordFile file = KeywordFile.TryOpen(new KeywordChange(photo, ["cat"]), new KeywordOptions())!;
        using (Stream content = file.BeginContent())
        {
            content.Write([2]);
        }

        File.WriteAllBytes(photo, [3, 3]);

        ClarifaiException error = Assert.Throws<ClarifaiException>(file.Complete);

        Assert.Contains("another program", error.Message, StringComparison.Ordinal);
        file.Dispose();
        Assert.Equal([3, 3], File.ReadAllBytes(photo));
        Assert.Equal([photo], Directory.EnumerateFileSystemEntries(_folder.Path));
    }
}
