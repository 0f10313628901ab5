namespace Clarifai.PowerShell.Tests.Fixture;

internal static class TaskExtensions
{
    // No test expects anything within a time; this only makes a failure of one that would never end.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Waits for an event that must come.</summary>
    public static Task MustEnd(this Task task) => task.WaitAsync(Patience, TestContext.Current.CancellationToken);

    /// <summary>Waits for an event that must come.</summary>
    public static Task<T> MustEnd<T>(this Task<T> task) => task.WaitAsync(Patience, TestContext.Current.CancellationToken);
}
