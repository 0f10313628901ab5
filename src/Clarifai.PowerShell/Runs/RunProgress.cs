using System.Diagnostics;
using System.Management.Automation;

namespace Clarifai.PowerShell;

/// <summary>
/// Shows the progress of a run, after a delay and at most five times a second, as progress is not free; and at the end a verbose line with
/// totals.
/// </summary>
internal sealed class RunProgress(Cmdlet cmdlet, string activity)
{
    private const int ActivityId = 2112;
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _nextUpdate = Quiet;
    private int _done;
    private int _failed;
    private int _answered;
    private int _requests;
    private long _bytes;
    private int? _total;
    private string? _waiting;
    private bool _shown;

    public void Count(bool failed, bool isAnswered)
    {
        _done++;
        _failed += failed ? 1 : 0;
        _answered += !failed && isAnswered ? 1 : 0;
        Update();
    }

    /// <summary>From now on the remaining time can be estimated.</summary>
    public void ExpectTotal(int total)
    {
        _total = total;
        Update();
    }

    public void Note(RequestTrace trace)
    {
        _requests++;
        _bytes += trace.Bytes;
        _waiting = trace.RetryTime is { } time ? $"{trace.Error!.ErrorId}; retrying {time}" : null;
        if (_waiting is not null && !_shown)
        {
            // While it waits, nothing else would update the display.
            _nextUpdate = TimeSpan.Zero;
        }

        Update();
    }

    public void End()
    {
        cmdlet.WriteVerbose(
            $"Inputs: {_answered:N0} with results, {_done - _answered - _failed:N0} without results, {_failed:N0} failed. "
            + $"Requests: {_requests:N0}, {_bytes:N0} bytes.");
        if (_shown)
        {
            cmdlet.WriteProgress(new ProgressRecord(ActivityId, activity, "Done") { RecordType = ProgressRecordType.Completed });
        }
    }

    private void Update()
    {
        if (_clock.Elapsed < _nextUpdate)
        {
            return;
        }

        _nextUpdate = _clock.Elapsed + Interval;
        _shown = true;
        cmdlet.WriteProgress(Record());
    }

    private ProgressRecord Record()
    {
        double rate = _done / _clock.Elapsed.TotalSeconds;
        string of = _total is { } all ? $" of {all:N0}" : "";
        string failed = _failed > 0 ? $", {_failed:N0} failed" : "";
        string status = $"{_done:N0}{of} done{failed}, {rate:0.0} per second";
        var record = new ProgressRecord(ActivityId, activity, _waiting is null ? status : $"{status}. {_waiting}");
        if (_total is > 0 and { } total)
        {
            record.PercentComplete = (int)Math.Min(100, 100L * _done / total);
            record.SecondsRemaining = rate > 0 ? (int)Math.Min(int.MaxValue, (total - _done) / rate) : -1;
        }

        return record;
    }
}
