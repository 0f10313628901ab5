using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Lifecycle;

/// <summary>However a pipeline ends, no request is left alive. The first input is answered once others are held by the service.</summary>
public sealed class EndingTests : ConnectedTest
{
    private const int Window = 4;
    private const string Predict = "Invoke-ClarifaiPredict -BatchSize 1 -ThrottleLimit 4";

    private readonly OpenRequests _open = new();

    [Theory]
    [InlineData($"$files | {Predict} | Select-Object -First 1")]
    [InlineData($"$files | {Predict} | ForEach-Object {{ throw 'enough' }}")]
    [InlineData($"foreach ($once in 1) {{ $files | {Predict} | ForEach-Object {{ break }} }}")]
    [InlineData($"$files | {Predict} -Verbose 4>&1 | ForEach-Object {{ throw 'enough' }}")]
    public async Task What_ends_the_pipeline_downstream_ends_all_requests(string script)
    {
        Prepare();

        _ = Session.Try(script);

        await _open.WhenAsync(0).MustEnd();
    }

    [Fact]
    public void The_first_answer_is_all_that_comes_of_an_early_stop()
    {
        Prepare();

        ScriptResult result = Session.Run($"$files | {Predict} | Select-Object -First 1");

        Assert.Equal(["0"], result.Names);
    }

    [Fact]
    public async Task Two_hundred_early_stops_in_a_row_leave_nothing_alive()
    {
        Prepare();

        for (int i = 0; i < 200; i++)
        {
            ScriptResult result = Session.Run($"$files | {Predict} | Select-Object -First 1");
            Assert.Single(result.Output);
        }

        await _open.WhenAsync(0).MustEnd();
    }

    [Fact]
    public async Task Stopping_the_pipeline_as_Ctrl_C_does_ends_all_requests()
    {
        Prepare();
        Task full = _open.WhenAsync(Window);
        using System.Management.Automation.PowerShell pipeline = Session.Pipeline($"$files | {Predict}");
        IAsyncResult run = pipeline.BeginInvoke();
        await full.MustEnd();

        await pipeline.StopAsync(null, null).MustEnd();

        pipeline.EndStopped(run);
        await _open.WhenAsync(0).MustEnd();
    }

    [Fact]
    public async Task Stopping_ends_the_wait_before_a_retry()
    {
        Prepare();
        Service.Hold = (_, _) => Task.CompletedTask;
        Service.Reply = _ => StubReply.Status(429, 11005, "Throttled");
        var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using System.Management.Automation.PowerShell pipeline = Session.Pipeline($"$files | {Predict} -RetryIntervalSec 30 -Verbose");
        pipeline.Streams.Verbose.DataAdded += (_, _) => waiting.TrySetResult();
        IAsyncResult run = pipeline.BeginInvoke();
        await waiting.Task.MustEnd();

        await pipeline.StopAsync(null, null).MustEnd();

        pipeline.EndStopped(run);
    }

    [Fact]
    public async Task An_error_that_is_to_stop_the_pipeline_ends_all_requests()
    {
        Prepare();
        Session.Set("open", _open.WhenAsync(3).MustEnd());

        ScriptResult result = Session.Try(
            $"& {{ $files[1, 2, 3]; $open.Wait(); '/no/such/file.jpg' }} | {Predict} -ErrorAction Stop");

        Assert.Equal("FileNotFound", result.Terminating!.Id());
        await _open.WhenAsync(0).MustEnd();
    }

    [Fact]
    public async Task A_steppable_pipeline_that_is_dropped_without_its_end_ends_all_requests()
    {
        Prepare();
        Task full = _open.WhenAsync(Window - 1);

        Session.Run(
            """
            $steppable = { Invoke-ClarifaiPredict -BatchSize 1 -ThrottleLimit 4 }.GetSteppablePipeline()
            $steppable.Begin($true)
            $files | Where-Object { $files.IndexOf($_) -lt 4 } | ForEach-Object { $null = $steppable.Process($_) }
            """);
        await full.MustEnd();
        Session.Run("$steppable.Dispose()");

        await _open.WhenAsync(0).MustEnd();
    }

    [Fact]
    public async Task No_more_is_taken_from_the_pipeline_than_the_window_and_one_batch()
    {
        Prepare();
        Service.Hold = (_, givenUp) => _open.HoldAsync(givenUp);
        Session.Set("taken", 0);
        Task full = _open.WhenAsync(2);
        using System.Management.Automation.PowerShell pipeline = Session.Pipeline(
            "$files + $files + $files | ForEach-Object { $global:taken++; $_ } | Invoke-ClarifaiPredict -BatchSize 3 -ThrottleLimit 2");
        IAsyncResult run = pipeline.BeginInvoke();
        await full.MustEnd();

        await pipeline.StopAsync(null, null).MustEnd();

        pipeline.EndStopped(run);
        Assert.InRange((int)Session.Get("taken")!, 4, (2 * 3) + 3);
    }

    // Twelve pictures whose captions are their numbers.
    private void Prepare()
    {
        Session.Set("files", Enumerable.Range(0, 12).Select(number => (object)Folder.Picture($"{number}.jpg")).ToArray());
        Service.Hold = (request, givenUp) => request.Inputs[0].Caption == "0"
            ? _open.WhenAsync(Window - 1).WaitAsync(givenUp)
            : _open.HoldAsync(givenUp);
    }
}
