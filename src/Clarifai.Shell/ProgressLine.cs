using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace Clarifai.Shell;

/// <summary>The latest progress record as one line that is rewritten in place; nothing where there is no terminal.</summary>
internal sealed class ProgressLine
{
    private static readonly TimeSpan ShortestTimeBetweenUpdates = TimeSpan.FromMilliseconds(100);

    // Of a terminal that does not tell its width.
    private const int UsualWidth = 80;

    private readonly TerminalStream _stream;
    private long _shownAt;
    private int _shownLength;

    public ProgressLine(TerminalStream stream) => _stream = stream;

    // The terminal's own, whatever the output goes to.
    private static int Width => Console.WindowWidth > 0 ? Console.WindowWidth : UsualWidth;

    public void Show(ProgressRecord record)
    {
        if (record.RecordType == ProgressRecordType.Completed)
        {
            Clear();
            return;
        }

        if (!_stream.IsTerminal || (_shownLength > 0 && Stopwatch.GetElapsedTime(_shownAt) < ShortestTimeBetweenUpdates))
        {
            return;
        }

        // A line as wide as the terminal would wrap, and could then not be rewritten.
        string text = Describe(record);
        text = text[..Math.Min(text.Length, Width - 1)];
        _stream.Write('\r' + text.PadRight(_shownLength));
        _shownLength = text.Length;
        _shownAt = Stopwatch.GetTimestamp();
    }

    public void Clear()
    {
        if (_shownLength > 0)
        {
            _stream.Write('\r' + new string(' ', _shownLength) + '\r');
            _shownLength = 0;
        }
    }

    private static string Describe(ProgressRecord record)
    {
        string percent = record.PercentComplete < 0 ? "" : string.Create(CultureInfo.CurrentCulture, $" {record.PercentComplete} %");
        string operation = string.IsNullOrEmpty(record.CurrentOperation) ? "" : $", {record.CurrentOperation}";
        return $"{record.Activity}: {record.StatusDescription}{percent}{operation}".ReplaceLineEndings(" ");
    }
}
