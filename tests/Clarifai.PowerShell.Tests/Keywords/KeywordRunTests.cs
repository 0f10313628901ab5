using System.Diagnostics;
using System.Globalization;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Keywords;

/// <summary>Long runs, several at once, and such as are ended in the middle.</summary>
public sealed class KeywordRunTests : KeywordTest
{
    private const int Photos = 2000;
    private const int WrittenBeforeKill = 250;

    private FileSystemWatcher? _watcher;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public override void Dispose()
    {
        _watcher?.Dispose();
        base.Dispose();
    }

    [Fact]
    public async Task Twelve_writers_at_once_lose_no_keyword()
    {
        string[] photos = [.. Enumerable.Range(1, 2).Select(number => Photo($"{number}.jpg"))];
        string[] names = [.. Enumerable.Range(1, 12).Select(number => $"writer {number}")];

        await Task.WhenAll(names.Select(name => Task.Run(() =>
        {
            using var session = new ModuleSession();
            session.Set("paths", photos);
            session.Run($"Get-Item $paths | Set-ClarifaiKeyword '{name}'");
        }))).MustEnd();

        Assert.All(photos, photo => Assert.Equal(names.Order(), MetadataTools.IptcKeywords(photo).Order()));
        AssertFiles([.. photos.Select(photo => Path.GetFileName(photo))]);
    }

    [Fact]
    public async Task Two_thousand_photos_and_a_kill_in_the_middle()
    {
        // The smallest photo that has all parts of one.
        string one = Folder.PathOf("1.jpg");
        MetadataTools.Convert(Repository.PathOf("samples", "cat.jpg"), one, "-vf", "scale=16:16");
        byte[] photo = File.ReadAllBytes(one);
        for (int number = 2; number <= Photos; number++)
        {
            Folder.Write($"{number}.jpg", photo);
        }

        string script = $"Get-ChildItem '{Folder.FullPath}' | Set-ClarifaiKeyword cat, дом -PassThru | ForEach-Object Name";
        using (var shell = ShellProcess.Start(script))
        {
            for (int line = 0; line < WrittenBeforeKill; line++)
            {
                Assert.NotNull(await shell.ReadLineAsync());
            }

            shell.Kill();
            await shell.WaitForExitAsync();
        }

        // Each is what it was or has all, whatever the run was at.
        int written = Directory.EnumerateFiles(Folder.FullPath, "*.jpg").Count(IsWritten);
        Assert.InRange(written, WrittenBeforeKill, Photos - 1);

        Session.Run(script);

        Assert.Equal(Photos, Directory.EnumerateFiles(Folder.FullPath).Count(IsWritten));
        AssertFiles([.. Enumerable.Range(1, Photos).Select(number => $"{number}.jpg")]);
        Assert.Equal(["cat", "дом"], MetadataTools.IptcKeywords(one));

        bool IsWritten(string path)
        {
            ReadOnlySpan<byte> now = File.ReadAllBytes(path);
            bool isOld = now.SequenceEqual(photo);
            Assert.True(isOld || (now.IndexOf("<rdf:li>дом</rdf:li>"u8) > 0 && now.EndsWith(photo.AsSpan(^100..))));
            return !isOld;
        }
    }

    [Fact]
    public async Task Ctrl_C_ends_ExifTool_and_leaves_the_originals()
    {
        // Tells its id, and does not answer.
        string pipe = Folder.PathOf("pipe");
        string program = Folder.Program("hanging", $"cat > /dev/null\nmkfifo '{pipe}'\necho $$ > '{pipe}'\nexec tail -f /dev/null");
        string photo = Photo();
        string before = Hash(photo);
        Task<string> started = Appearance(pipe);
        using System.Management.Automation.PowerShell pipeline =
            Session.Pipeline($"Get-Item '{photo}' | Set-ClarifaiKeyword cat -ExifToolPath '{program}'");
        IAsyncResult run = pipeline.BeginInvoke();
        await started.MustEnd();
        string told = await File.ReadAllTextAsync(pipe, Cancellation);
        using var process = Process.GetProcessById(int.Parse(told, CultureInfo.InvariantCulture));

        await pipeline.StopAsync(null, null).MustEnd();

        pipeline.EndStopped(run);
        Assert.Equal(before, Hash(photo));
        AssertFiles("photo.jpg", "hanging", "pipe");
        await process.WaitForExitAsync(Cancellation).MustEnd();
    }

    [Fact]
    public async Task What_is_due_is_written_while_the_pipeline_waits()
    {
        string photo = Photo("1.jpg");
        Photo("2.jpg");
        Session.Set("go", Appearance(photo));

        await Task.Run(() => Session.Run(
            "$paths = @($input); & { Get-Item $paths; $go.Wait() } | Set-ClarifaiKeyword cat", photo, Folder.PathOf("2.jpg"))).MustEnd();

        Assert.Equal("cat", MetadataTools.Subjects(Folder.PathOf("2.jpg")));
    }

    [Fact]
    public void What_was_due_is_written_although_the_pipeline_fails()
    {
        string[] photos = [Photo("1.jpg"), Photo("2.jpg")];
        Session.Set("paths", photos);

        ScriptResult result = Session.Try("& { Get-Item $paths; throw 'no more' } | Set-ClarifaiKeyword cat");

        Assert.Equal("no more", result.Terminating!.ToString());
        Assert.Equal("cat", MetadataTools.Subjects(photos[0]));
        AssertFiles("1.jpg", "2.jpg");
    }

    // Made, or moved there. The watcher sees nothing any more once it is collected.
    private Task<string> Appearance(string path)
    {
        var appeared = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _watcher = new FileSystemWatcher(Folder.FullPath);
        _watcher.Created += Look;
        _watcher.Renamed += Look;
        _watcher.EnableRaisingEvents = true;
        return appeared.Task;

        void Look(object sender, FileSystemEventArgs change)
        {
            if (change.FullPath == path)
            {
                appeared.TrySetResult(path);
            }
        }
    }
}
