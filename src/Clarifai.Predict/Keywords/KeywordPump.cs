using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Clarifai;

/// <summary>
/// Changes keywords in the background, a group of files at a time, while the pipeline goes on. All members are for one thread.
/// </summary>
internal sealed class KeywordPump : IDisposable
{
    public const int GroupSize = 100;

    // How long a file waits for others that it can be written with.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    // How long another run may hold a file, and how often that is looked at.
    private static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan HoldInterval = TimeSpan.FromMilliseconds(50);

    private readonly BlockingCollection<KeywordChange> _due = new(4 * GroupSize);
    private readonly Mailbox _mail = new();
    private readonly CancellationToken _cancellation;
    private readonly Clock _clock;
    private readonly KeywordWriter _writer;
    private readonly Task _work;
    private readonly Queue<KeywordOutcome> _outcomes = new();
    private bool _isOver;

    /// <param name="exifTool">The full path of ExifTool.</param>
    /// <param name="options">How keywords are changed.</param>
    /// <param name="cancellation">Ends it at once: what is being written keeps its old content.</param>
    /// <param name="clock">All waiting; null for the system's.</param>
    public KeywordPump(string exifTool, KeywordOptions options, CancellationToken cancellation, Clock? clock = null)
    {
        _cancellation = cancellation;
        _clock = clock ?? Clock.System;
        _writer = new KeywordWriter(exifTool, options, Report, cancellation);
        _work = Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Hands a change over; waits while too many are under way.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void Add(KeywordChange change) => _due.Add(change, _cancellation);

    /// <summary>No further change will come.</summary>
    public void Complete() => _due.CompleteAdding();

    /// <summary>What has become known. After <see cref="Complete"/> it waits for what is left.</summary>
    /// <exception cref="ClarifaiException">ExifTool cannot be started.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IEnumerable<KeywordOutcome> Take()
    {
        while (true)
        {
            while (_outcomes.Count > 0)
            {
                yield return _outcomes.Dequeue();
            }

            Action? mail = _due.IsAddingCompleted && !_isOver ? _mail.Take(_cancellation) : _mail.TryTake();
            if (mail is null)
            {
                yield break;
            }

            mail();
        }
    }

    /// <summary>Writes what was handed over, unless it was cancelled.</summary>
    public void Dispose()
    {
        _due.CompleteAdding();
        _work.Wait();
        _due.Dispose();
    }

    private void Work()
    {
        try
        {
            WriteAllAsync().GetAwaiter().GetResult();
            _mail.Post(() => _isOver = true);
        }
        catch (Exception e)
        {
            _mail.Post(() =>
            {
                _isOver = true;
                ExceptionDispatchInfo.Capture(e).Throw();
            });

            // Nobody waits for a place that does not become free any more.
            while (!_cancellation.IsCancellationRequested && _due.TryTake(out _, Timeout.Infinite))
            {
            }
        }
    }

    // A file that another run holds is tried again with a later group. None is waited for while others are held, so that no two runs ever
    // wait for each other.
    private async Task WriteAllAsync()
    {
        var held = new Queue<HeldChange>();
        while (true)
        {
            List<HeldChange> group = [];
            while (held.Count > 0 && group.Count < GroupSize / 2)
            {
                group.Add(held.Dequeue());
            }

            Gather(group);
            if (group.Count == 0)
            {
                return;
            }

            var left = new HashSet<KeywordChange>(
                await _writer.WriteAsync(group.Select(item => item.Change)).ConfigureAwait(false));
            foreach (HeldChange item in group.Where(item => left.Contains(item.Change)))
            {
                TimeSpan until = item.Until ?? _clock.Elapsed + LongestHold;
                if (until > _clock.Elapsed)
                {
                    held.Enqueue(item with { Until = until });
                }
                else
                {
                    Report(new KeywordOutcome(item.Change)
                    {
                        Error = new ClarifaiException(
                            ErrorId.FileWriteFailed,
                            $"'{item.Change.Path}' has been locked by another run for {LongestHold.TotalMinutes:N0} minutes. If no other "
                            + $"run is active, delete the file beside it that ends in '{KeywordFile.LockSuffix}'."),
                    });
                }
            }

            if (left.Count == group.Count)
            {
                await _clock.DelayAsync(HoldInterval, _cancellation).ConfigureAwait(false);
            }
        }
    }

    private void Gather(List<HeldChange> group)
    {
        TimeSpan wait = group.Count > 0 ? TimeSpan.Zero : Timeout.InfiniteTimeSpan;
        var gathering = new Stopwatch();
        while (group.Count < GroupSize && _due.TryTake(out KeywordChange? next, (int)wait.TotalMilliseconds, _cancellation))
        {
            group.Add(new HeldChange(next, Until: null));
            gathering.Start();
            wait = wait == TimeSpan.Zero || gathering.Elapsed > LongestWait ? TimeSpan.Zero : LongestWait - gathering.Elapsed;
        }
    }

    private void Report(KeywordOutcome outcome) => _mail.Post(() => _outcomes.Enqueue(outcome));

    private readonly record struct HeldChange(KeywordChange Change, TimeSpan? Until);
}
