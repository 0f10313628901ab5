using System.Diagnostics;

namespace Clarifai.Tests.Video;

/// <summary>The launcher, with a shell in ffmpeg's place where what it does must be known exactly.</summary>
public sealed class FfmpegProcessTests
{
    private static readonly VideoFile Video = new("/videos/x.mp4", "mov", 1);

    [Fact]
    public async Task The_environment_is_empty()
    {
        Environment.SetEnvironmentVariable("CLARIFAI_LAUNCHER_TEST", "secret");
        using FfmpegProcess process = StartShell("/usr/bin/env");
        string environment = await ReadAsync(process);
        await process.ExpectSuccessAsync();
        Assert.Equal(
            ["PWD"],
            environment.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split('=')[0])
                .Where(name => name is not "_" and not "SHLVL"));
    }

    [Fact]
    public void A_program_that_does_not_start_is_named_once()
    {
        string program = typeof(FfmpegProcessTests).Assembly.Location + ".missing";

        ClarifaiException error = Assert.Throws<ClarifaiException>(
            () => FfmpegProcess.Start(program, [], Video, null, FfmpegLimits.Default, TestContext.Current.CancellationToken));

        Assert.Equal(ErrorId.FfmpegFailed, error.ErrorId);
        Assert.StartsWith($"'{program}' could not be started: ", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, error.Message.Split(program).Length - 1);
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standard_input_has_ended()
    {
        using FfmpegProcess process = StartShell("/bin/cat; echo done");
        Assert.Equal("done\n", await ReadAsync(process));
    }

    [Fact]
    public async Task A_failure_is_reported_with_the_last_of_its_complaints_however_many_there_are()
    {
        using FfmpegProcess process = StartShell("i=0; while [ $i -lt 20000 ]; do echo complaint $i >&2; i=$((i+1)); done; exit 3");
        ClarifaiException error = await Assert.ThrowsAsync<ClarifaiException>(process.RunToEndAsync);
        Assert.Equal(ErrorId.FfmpegFailed, error.ErrorId);
        Assert.EndsWith(
            $"'{Video.Path}': complaint 19996 | complaint 19997 | complaint 19998 | complaint 19999",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_without_a_word_has_the_exit_code()
    {
        using FfmpegProcess process = StartShell("exit 3");
        ClarifaiException error = await Assert.ThrowsAsync<ClarifaiException>(process.RunToEndAsync);
        Assert.Contains("exit code 3", error.Message, StringComparison.Ordinal);
    }

    // A shell that does not exec is what a shim is: what it has started holds the pipes.
    [Theory]
    [InlineData("exec /bin/sleep 600")]
    [InlineData("/bin/sleep 600; true")]
    public Task Silence_over_the_limit_ends_it(string script) =>
        AssertEndedAsync(script, new FfmpegLimits { Silence = TimeSpan.FromMilliseconds(50) }, "produced no output");

    [Fact]
    public Task Time_over_the_limit_ends_it_though_it_goes_on_writing() => AssertEndedAsync(
        "while :; do echo more; /bin/sleep 0.01; done",
        new FfmpegLimits { TotalTime = TimeSpan.FromMilliseconds(200) },
        "did not finish");

    [Fact]
    public Task Output_over_the_limit_ends_it() =>
        AssertEndedAsync("while :; do echo more; done", new FfmpegLimits { OutputBytes = 10_000 }, "exceeded 10,000 bytes");

    [Theory]
    [InlineData("exec /bin/sleep 600")]
    [InlineData("/bin/sleep 600; true")]
    public async Task Cancelling_ends_it(string script)
    {
        using var cancellation = new CancellationTokenSource();
        using FfmpegProcess process = StartShell($"echo started; {script}", cancellation: cancellation.Token);
        using Process watched = Watch(process);
        byte[] block = new byte[100];
        Assert.Equal(8, await process.Output.ReadAsync(block, FfmpegForTests.Cancellation));
        Task run = process.RunToEndAsync();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        await watched.WaitForExitAsync(FfmpegForTests.Cancellation);
    }

    [Fact]
    public void A_canceled_run_starts_nothing() =>
        Assert.ThrowsAny<OperationCanceledException>(() => StartShell("exit 0", cancellation: new CancellationToken(true)));

    [Fact]
    public void Once_it_is_disposed_it_is_gone()
    {
        FfmpegProcess process = StartShell("exec /bin/sleep 600");
        int id = process.Id;
        process.Dispose();
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(id));
        process.Dispose();
    }

    [Fact]
    public void A_program_that_cannot_be_started_is_an_error()
    {
        ClarifaiException error = Assert.Throws<ClarifaiException>(() =>
            FfmpegProcess.Start("/no/such/ffmpeg", [], Video, "/", FfmpegLimits.Default, CancellationToken.None));
        Assert.Equal(ErrorId.FfmpegFailed, error.ErrorId);
        Assert.Contains("/no/such/ffmpeg", error.Message, StringComparison.Ordinal);
    }

    private static FfmpegProcess StartShell(string script, FfmpegLimits? limits = null, CancellationToken? cancellation = null)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the stand-in is a shell of Unix");
        return FfmpegProcess.Start(
            "/bin/sh", ["-c", script], Video, null, limits ?? FfmpegLimits.Default, cancellation ?? FfmpegForTests.Cancellation);
    }

    private static async Task AssertEndedAsync(string script, FfmpegLimits limits, string reason)
    {
        using FfmpegProcess process = StartShell(script, limits);
        using Process watched = Watch(process);
        ClarifaiException error = await Assert.ThrowsAsync<ClarifaiException>(process.RunToEndAsync);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        await watched.WaitForExitAsync(FfmpegForTests.Cancellation);
    }

    private static Process Watch(FfmpegProcess process) => Process.GetProcessById(process.Id);

    private static async Task<string> ReadAsync(FfmpegProcess process)
    {
        using var reader = new StreamReader(process.Output, leaveOpen: true);
        return await reader.ReadToEndAsync(FfmpegForTests.Cancellation);
    }
}
