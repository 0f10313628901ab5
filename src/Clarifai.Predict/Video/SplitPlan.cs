using System.Globalization;

namespace Clarifai;

/// <summary>Chooses the key frames to cut at.</summary>
internal sealed class SplitPlan(VideoIndex index, string source, ServiceLimits limits, int sampleMs)
{
    // The most that a container adds: the tables of an MP4 take up to 44 bytes per packet, its headers a few thousand.
    private const int OverheadPerPacket = 48;
    private const int OverheadPerPiece = 4096;

    // Audio is interleaved in blocks and may extend slightly beyond the frames of its piece.
    private const double Margin = 0.99;

    // Cuts are searched in this last part of the longest possible piece: better ones are not worth many more requests.
    private const double SearchedPart = 0.25;

    /// <exception cref="ClarifaiException">There are not enough key frames (FileTooLarge).</exception>
    public static IReadOnlyList<PlannedPiece> Create(VideoIndex index, string source, ServiceLimits limits, int sampleMs) =>
        new SplitPlan(index, source, limits, sampleMs).Create();

    private List<PlannedPiece> Create()
    {
        var pieces = new List<PlannedPiece>();
        int first = 0;
        while (first < index.Groups.Count)
        {
            int next = ChooseEnd(first);
            IEnumerable<PictureGroup> groups = index.Groups.Skip(first).Take(next - first);
            TimeSpan start = TimeOf(first);
            pieces.Add(new PlannedPiece(
                index.Groups[first].FirstPacket,
                groups.Sum(group => group.PicturePackets),
                start - index.FileStart,
                TimeOf(next) - start));
            first = next;
        }

        return pieces;
    }

    // The first group of the next piece.
    private int ChooseEnd(int first)
    {
        int last = LastEnd(first);
        if (last == index.Groups.Count)
        {
            return last;
        }

        TimeSpan begin = TimeOf(first);
        var earliest = TimeSpan.FromTicks((long)((TimeOf(last) - begin).Ticks * (1 - SearchedPart)));
        return Enumerable.Range(first + 1, last - first).Reverse()
            .TakeWhile(end => TimeOf(end) - begin >= earliest)
            .DefaultIfEmpty(last)
            .OrderByDescending(end => Rank(end, TimeOf(end) - begin))
            .First();
    }

    // The last group that the next piece can begin with.
    private int LastEnd(int first)
    {
        long bytes = OverheadPerPiece;
        int end = first;
        while (end < index.Groups.Count)
        {
            PictureGroup group = index.Groups[end];
            bytes += group.Bytes + ((long)group.Packets * OverheadPerPacket);
            if (bytes > limits.MaximumVideoBytes * Margin
                || (TimeOf(end + 1) - TimeOf(first)).Ticks > limits.MaximumVideoDuration.Ticks * Margin)
            {
                break;
            }

            end++;
        }

        return end > first ? end : throw new ClarifaiException(
            ErrorId.FileTooLarge,
            $"'{source}' cannot be split into small enough pieces without re-encoding: between its key frames at {Show(first)} and "
            + $"{Show(first + 1)} are {index.Groups[first].Bytes:N0} bytes; the service accepts videos of up to "
            + $"{limits.MaximumVideoBytes:N0} bytes and {limits.MaximumVideoDuration.TotalMinutes:0.##} minutes.",
            cause: ErrorCause.VideoCannotBeCut);
    }

    // A service that skips an incomplete last interval must not leave a gap of more than one and a quarter intervals before the next piece:
    // that matters more than the few frames lost by a cut at an open group.
    private int Rank(int end, TimeSpan duration)
    {
        long interval = sampleMs * TimeSpan.TicksPerMillisecond;
        bool isAligned = duration.Ticks % interval * 4 <= interval;
        return (isAligned ? 2 : 0) + (index.Groups[end].IsOpen ? 0 : 1);
    }

    // Groups that an edit list hides, entirely or in part, count from the first frame that is shown.
    private TimeSpan TimeOf(int group)
    {
        if (group >= index.Groups.Count)
        {
            return index.End;
        }

        TimeSpan time = index.Groups[group].KeyTime;
        return group == 0 || time < index.Start ? index.Start : time;
    }

    private string Show(int group) => (TimeOf(group) - index.FileStart).ToString(@"h\:mm\:ss\.fff", CultureInfo.InvariantCulture);
}
