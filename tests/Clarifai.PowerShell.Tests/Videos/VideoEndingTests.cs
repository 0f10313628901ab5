using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Videos;

/// <summary>However a run with ffmpeg ends, it leaves neither a temporary file nor a process.</summary>
public sealed class VideoEndingTests : IAsyncLifetime
{
    private readonly SampleFolder _folder = new();
    private StubService? _service;

    public async ValueTask InitializeAsync() => _service = await StubService.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _service!.DisposeAsync();
        _folder.Dispose();
    }

    private string Temporary => Directory.CreateDirectory(_folder.PathOf("temporary")).FullName;

    [Theory]
    [InlineData("-Split")]
    [InlineData("-SampleLocally -SampleMs 100 -BatchSize 1")]
    public async Task Interrupted_in_the_middle_of_sending(string way)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signal that reaches one process only.");
        string video = await SampleVideo.MakeAsync(_folder, seconds: 1300);
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _service!.Hold = (_, aborted) =>
        {
            arrived.TrySetResult();
            return Task.Delay(Timeout.Infinite, aborted);
        };
        using ShellProcess shell = Start($"[IO.File]::OpenRead('{video}') | Get-ClarifaiVideoFrame {way}");
        await arrived.Task.MustEnd();
        Assert.NotEmpty(Directory.EnumerateDirectories(Temporary, "clarifai-video-*"));

        UnixSignal.Interrupt(shell.Id);

        Assert.Equal(1, await shell.WaitForExitAsync());
        AssertNothingIsLeft();
    }

    [Theory]
    [InlineData("ForEach-Object { break }")]
    [InlineData("ForEach-Object { throw 'enough' }")]
    [InlineData("ForEach-Object { $_ }")]
    public async Task Ended_by_what_stands_downstream_or_by_itself(string sink)
    {
        string video = await SampleVideo.MakeAsync(_folder, seconds: 1300);
        _service!.Data = _ => """{"frames":[{"frame_info":{"time":0},"data":{"concepts":[{"name":"grey","value":0.9}]}}]}""";
        using ShellProcess shell = Start(
            $"foreach ($once in 1) {{ [IO.File]::OpenRead('{video}') | Get-ClarifaiVideoFrame -Split | {sink} }}");

        await shell.WaitForExitAsync();

        Assert.NotEmpty(_service.Requests);
        AssertNothingIsLeft();
    }

    [Fact]
    public async Task A_piece_that_cannot_be_read_is_an_error_of_its_video_and_costs_the_others_nothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not delete files that are open.");
        string video = await SampleVideo.MakeAsync(_folder, seconds: 1300);
        string address = "https://example.com/b.mp4";
        _service!.Data = _ => """{"frames":[{"frame_info":{"time":0},"data":{"concepts":[{"name":"grey","value":0.9}]}}]}""";
        _service.Hold = (_, _) =>
        {
            foreach (string piece in Directory.EnumerateFiles(Temporary, "*", SearchOption.AllDirectories))
            {
                File.Delete(piece);
            }

            return Task.CompletedTask;
        };
        using ShellProcess shell = Start(
            $"'{video}', '{address}' | Get-ClarifaiVideoFrame -Split -ThrottleLimit 1 -ErrorVariable failed -ErrorAction SilentlyContinue "
            + "| ForEach-Object Source; $failed | ForEach-Object { \"$($_.FullyQualifiedErrorId) $($_.TargetObject)\" }");

        ShellResult result = await shell.EndAsync();

        Assert.Equal(
            [video, address, $"FileNotFound,Clarifai.PowerShell.Commands.GetClarifaiVideoFrameCommand {video}"],
            result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct());
    }

    private void AssertNothingIsLeft()
    {
        Assert.Empty(Directory.EnumerateFileSystemEntries(Temporary, "clarifai-video-*"));
        if (OperatingSystem.IsLinux())
        {
            Assert.DoesNotContain(CommandLines(), line => line.Contains(_folder.FullPath, StringComparison.Ordinal));
        }
    }

    private static IEnumerable<string> CommandLines()
    {
        foreach (string process in Directory.EnumerateDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _)))
        {
            string line;
            try
            {
                line = File.ReadAllText(Path.Combine(process, "cmdline"));
            }
            catch (IOException)
            {
                // It has ended meanwhile.
                continue;
            }

            yield return line;
        }
    }

    private ShellProcess Start(string script) => ShellProcess.Start(script, start =>
    {
        start.Environment["TMPDIR"] = start.Environment["TMP"] = Temporary;
        start.Environment["CLARIFAI_API_KEY"] = ModuleSession.Key;
        start.Environment["CLARIFAI_API_BASE"] = _service!.Address.ToString();
        start.Environment.Remove("CLARIFAI_PAT");
    });
}
