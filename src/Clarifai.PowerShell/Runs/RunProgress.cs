using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace Clarifai.PowerShell;

/// <summary>
/// Shows the progress of a run, after a delay and at most five times a second, as progress is not free; and at the end a verbose line with
/// totals.
/// </summary>
internal sealed class RunProgress
{
    private const int ActivityId = 2112;
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly Cmdlet _cmdlet;
    private readonly string _activity;
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

    public RunProgress(Cmdlet cmdlet, string activity)
    {
        _cmdlet = cmdlet;
        _activity = activity;
    }

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
        _cmdlet.WriteVerbose(string.Format(
            CultureInfo.CurrentCulture,
            "Inputs: {0:N0} with results, {1:N0} without results, {2:N0} failed. Requests: {3:N0}, {4:N0} bytes.",
            _answered,
            _done - _answered - _failed,
            _failed,
            _requests,
            _bytes));
        if (_shown)
        {
            _cmdlet.WriteProgress(new ProgressRecord(ActivityId, _activity, "Done") { RecordType = ProgressRecordType.Completed });
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
        _cmdlet.WriteProgress(Record());
    }

    private ProgressRecord Record()
    {
        double rate = _done / _clock.Elapsed.TotalSeconds;
        string of = _total is { } all ? string.Format(CultureInfo.CurrentCulture, " of {0:N0}", all) : "";
        string failed = _failed > 0 ? string.Format(CultureInfo.CurrentCulture, ", {0:N0} failed", _failed) : "";
        string status = string.Format(CultureInfo.CurrentCulture, "{0:N0}{1} done{2}, {3:0.0} per second", _done, of, failed, rate);
        var record = new ProgressRecord(ActivityId, _activity, _waiting is null ? status : $"{status}. {_waiting}");
        if (_total is > 0 and { } total)
        {
            record.PercentComplete = (int)Math.Min(100, 100L * _done / total);
            record.SecondsRemaining = rate > 0 ? (int)Math.Min(int.MaxValue, (total - _done) / rate) : -1;
        }

        return record;
    }
}
