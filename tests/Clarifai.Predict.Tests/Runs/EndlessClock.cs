namespace Clarifai.Tests;

/// <summary>A clock on which no wait ends unless it is canceled.</summary>
internal sealed class EndlessClock : Clock
{
    private readonly TaskCompletionSource _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when somebody waits.</summary>
    public Task Waiting => _waiting.Task;

    public override TimeSpan Elapsed => TimeSpan.Zero;

    public override double NextRandom() => 0.5;

    public override Task DelayAsync(TimeSpan delay, CancellationToken cancellation)
    {
        var never = new TaskCompletionSource();
        cancellation.Register(() => never.TrySetCanceled(cancellation));
        _waiting.TrySetResult();
        return never.Task;
    }
}
