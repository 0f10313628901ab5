using System.Globalization;

namespace Clarifai;

/// <summary>Chooses the key frames to cut at.</summary>
internal sealed class SplitPlan
{
    // The most that a container adds: the tables of an MP4 take up to 44 bytes per packet, its headers a few thousand.
    private const int OverheadPerPacket = 48;
    private const int OverheadPerPiece = 4096;

    // Audio is interleaved in blocks and may extend slightly beyond the frames of its piece.
    private const double Margin = 0.99;

    // Cuts are searched in this last part of the longest possible piece: better ones are not worth many more requests.
    private const double SearchedPart = 0.25;

    private readonly VideoIndex _index;
    private readonly string _source;
    private readonly ServiceLimits _limits;
    private readonly TimeSpan _interval;

    private SplitPlan(VideoIndex index, string source, ServiceLimits limits, int sampleMs)
    {
        _index = index;
        _source = source;
        _limits = limits;
        _interval = TimeSpan.FromMilliseconds(sampleMs);
    }

    /// <exception cref="ClarifaiException">There are not enough key frames (FileTooLarge).</exception>
    public static IReadOnlyList<PlannedPiece> Create(VideoIndex index, string source, ServiceLimits limits, int sampleMs) =>
        new SplitPlan(index, source, limits, sampleMs).Create();

    private List<PlannedPiece> Create()
    {
        var pieces = new List<PlannedPiece>();
        int first = 0;
        while (first < _index.Groups.Count)
        {
            int next = ChooseEnd(first);
            IEnumerable<PictureGroup> groups = _index.Groups.Skip(first).Take(next - first);
            TimeSpan start = TimeOf(first);
            pieces.Add(new PlannedPiece(
                _index.Groups[first].FirstPacket,
                groups.Sum(group => group.PicturePackets),
                start - _index.FileStart,
                TimeOf(next) - start));
            first = next;
        }

        return pieces;
    }

    // The first group of the next piece.
    private int ChooseEnd(int first)
    {
        int last = LastEnd(first);
        if (last == _index.Groups.Count)
        {
            return last;
        }

        TimeSpan begin = TimeOf(first);
        var earliest = TimeSpan.FromTicks((long)((TimeOf(last) - begin).Ticks * (1 - SearchedPart)));
        int best = last;
        int bestRank = -1;
        for (int end = last; end > first && TimeOf(end) - begin >= earliest; end--)
        {
            int rank = Rank(end, TimeOf(end) - begin);
            if (rank > bestRank)
            {
                best = end;
                bestRank = rank;
            }
        }

        return best;
    }

    // The last group that the next piece can begin with.
    private int LastEnd(int first)
    {
        long bytes = OverheadPerPiece;
        int end = first;
        while (end < _index.Groups.Count)
        {
            PictureGroup group = _index.Groups[end];
            bytes += group.Bytes + ((long)group.Packets * OverheadPerPacket);
            if (bytes > _limits.MaximumVideoBytes * Margin
                || (TimeOf(end + 1) - TimeOf(first)).Ticks > _limits.MaximumVideoDuration.Ticks * Margin)
            {
                break;
            }

            end++;
        }

        return end > first ? end : throw new ClarifaiException(
            ErrorId.FileTooLarge,
            $"'{_source}' cannot be split into small enough pieces without re-encoding: between its key frames at {Show(first)} and "
            + $"{Show(first + 1)} are {_index.Groups[first].Bytes:N0} bytes; the service accepts videos of up to "
            + $"{_limits.MaximumVideoBytes:N0} bytes and {_limits.MaximumVideoDuration.TotalMinutes:0.##} minutes.",
            cause: ErrorCause.VideoCannotBeCut);
    }

    // A service that skips an incomplete last interval must not leave a gap of more than one and a quarter intervals before the next piece:
    // that matters more than the few frames lost by a cut at an open group.
    private int Rank(int end, TimeSpan duration)
    {
        bool isAligned = duration.Ticks % _interval.Ticks * 4 <= _interval.Ticks;
        return (isAligned ? 2 : 0) + (_index.Groups[end].IsOpen ? 0 : 1);
    }

    // Groups that an edit list hides, entirely or in part, count from the first frame that is shown.
    private TimeSpan TimeOf(int group)
    {
        if (group >= _index.Groups.Count)
        {
            return _index.End;
        }

        TimeSpan time = _index.Groups[group].KeyTime;
        return group == 0 || time < _index.Start ? _index.Start : time;
    }

    private string Show(int group) => (TimeOf(group) - _index.FileStart).ToString(@"h\:mm\:ss\.fff", CultureInfo.InvariantCulture);
}
