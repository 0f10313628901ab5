using System.Globalization;
using System.Text;

namespace Clarifai;

/// <summary>Where a video can be cut: its groups of pictures with their sizes and times, read from its packets without decoding.</summary>
/// <param name="Groups">The groups.</param>
/// <param name="FileStart">When the file starts, which players show as 0, on the file's clock.</param>
/// <param name="Start">When the first frame is shown, on the file's clock.</param>
/// <param name="End">When the last frame ends, on the file's clock.</param>
internal sealed record VideoIndex(IReadOnlyList<PictureGroup> Groups, TimeSpan FileStart, TimeSpan Start, TimeSpan End)
{
    // In frames: a gap is longer than the usual variation.
    private const int LongGap = 5;

    // A day of audio and video has about 20 million packets of 60 characters.
    private static readonly FfmpegLimits Limits = new() { OutputBytes = 2L * 1024 * 1024 * 1024 };

    /// <summary>The duration that the frames cover.</summary>
    public TimeSpan Duration => End - Start;

    /// <summary>When each frame is shown, from the start of the file, in ascending order.</summary>
    public IReadOnlyList<TimeSpan> Pictures { get; init; } = [];

    /// <summary>Where packets are missing; null if all are there.</summary>
    public VideoDamage? Damage { get; init; }

    /// <exception cref="ClarifaiException">The file is damaged (FfmpegFailed).</exception>
    public static async Task<VideoIndex> ReadAsync(
        FfmpegInstallation ffmpeg, VideoFile video, VideoInfo info, CancellationToken cancellation)
    {
        string[] arguments =
        [
            .. FfmpegArguments.Ffprobe(video, "-fflags", "+genpts"),
            .. info.AudioStreams.Count == 0 ? new[] { "-select_streams", $"{info.VideoStream}" } : [],
            "-show_entries", "packet=stream_index,pts_time,dts_time,duration_time,size,flags", "-of", "compact=p=0",
        ];
        using var process = FfmpegProcess.Start(ffmpeg.Ffprobe, arguments, video, null, Limits, cancellation);
        var builder = new Builder(info);
        using (var lines = new StreamReader(process.Output, Encoding.ASCII, false, 65536, leaveOpen: true))
        {
            while (await lines.ReadLineAsync().ConfigureAwait(false) is { } line)
            {
                builder.Add(line);
            }
        }

        await process.ExpectSuccessAsync().ConfigureAwait(false);
        VideoIndex index = builder.Build() ?? throw new ClarifaiException(ErrorId.FfmpegFailed, $"'{video}' has no video frames.");
        return process.Damage is { } damage ? index with { Damage = damage with { Time = index.FindGap() } } : index;
    }

    /// <summary>
    /// The time to seek so that ffmpeg decodes a frame from the nearest key frame. That is the middle between two key frames: the time of
    /// the frame itself may be rounded to before its key frame, for some containers ffmpeg seeks an eighth of a second early, and for
    /// some it seeks by the time at which frames are decoded, which is before the time at which they are shown.
    /// </summary>
    /// <param name="picture">When the frame is shown, from the start of the file.</param>
    /// <returns>A time from the start of the file.</returns>
    public TimeSpan FindSeekTime(TimeSpan picture)
    {
        TimeSpan next = End;
        int at = Groups.Count - 1;
        for (; at > 0 && Groups[at].KeyTime - FileStart > picture; at--)
        {
            next = Groups[at].KeyDecodeTime;
        }

        return TimeSpan.FromTicks(((Groups[at].KeyTime + next).Ticks / 2) - FileStart.Ticks);
    }

    // Packets do not show where others are missing: it is assumed where the frame times are farthest apart, or at the end if there is no
    // gap.
    private TimeSpan FindGap()
    {
        TimeSpan last = Pictures[Pictures.Count - 1];
        var usual = TimeSpan.FromTicks((last - Pictures[0]).Ticks / Pictures.Count);
        (TimeSpan Gap, TimeSpan Time) largest = Pictures.Zip(Pictures.Skip(1), (one, next) => (next - one, one))
            .Append((usual, last))
            .Max();
        return largest.Gap.Ticks > usual.Ticks * LongGap ? largest.Time : last;
    }

    private sealed class Builder(VideoInfo info)
    {
        private readonly List<TimeSpan> _shown = [];
        private readonly List<PictureGroup> _groups = [];
        private readonly List<KeyValuePair<TimeSpan, int>> _sounds = [];
        private TimeSpan _start = TimeSpan.MaxValue;
        private TimeSpan _end = TimeSpan.MinValue;
        private TimeSpan _lastTime;
        private int _pictures;

        public void Add(string line)
        {
            int stream = -1;
            int size = 0;
            string flags = "";
            TimeSpan? shown = null;
            TimeSpan? decoded = null;
            TimeSpan? duration = null;
            foreach (string field in line.Split('|'))
            {
                int at = field.IndexOf('=') + 1;
                string value = field.Substring(at);
                switch (field.Substring(0, at))
                {
                    case "stream_index=":
                        stream = int.Parse(value, CultureInfo.InvariantCulture);
                        break;
                    case "pts_time=":
                        shown = VideoTime.Parse(value);
                        break;
                    case "dts_time=":
                        decoded = VideoTime.Parse(value);
                        break;
                    case "duration_time=":
                        duration = VideoTime.Parse(value);
                        break;
                    case "size=":
                        size = int.Parse(value, CultureInfo.InvariantCulture);
                        break;
                    case "flags=":
                        flags = value;
                        break;
                }
            }

            _lastTime = decoded ?? shown ?? _lastTime;
            if (stream == info.VideoStream)
            {
                AddPicture(shown ?? _lastTime, _lastTime, duration ?? TimeSpan.Zero, size, flags);
            }
            else if (info.AudioStreams.Contains(stream))
            {
                _sounds.Add(new KeyValuePair<TimeSpan, int>(_lastTime, size));
            }
        }

        public VideoIndex? Build()
        {
            if (_groups.Count == 0 || _end < _start)
            {
                return null;
            }

            AddSounds();
            _shown.Sort();
            return new VideoIndex(_groups, info.Start, _start, _end) { Pictures = _shown };
        }

        private void AddPicture(TimeSpan shown, TimeSpan decoded, TimeSpan duration, int size, string flags)
        {
            // Frames hidden by an edit list are still in the packets, but have no time.
            bool isHidden = flags.Contains('D');
            if (_groups.Count == 0 || flags.Contains('K'))
            {
                _groups.Add(new PictureGroup(_pictures, shown, decoded));
            }

            PictureGroup group = _groups[_groups.Count - 1];
            _pictures++;
            group.PicturePackets++;
            group.Packets++;
            group.Bytes += size;
            group.IsOpen |= shown < group.KeyTime && !isHidden;
            if (!isHidden)
            {
                _shown.Add(shown - info.Start);
                _start = shown < _start ? shown : _start;
                _end = shown + duration > _end ? shown + duration : _end;
            }
        }

        // The packets of the streams are interleaved by decoding time, in the pieces too.
        private void AddSounds()
        {
            _sounds.Sort((one, other) => one.Key.CompareTo(other.Key));
            int at = 0;
            foreach (KeyValuePair<TimeSpan, int> sound in _sounds)
            {
                while (at + 1 < _groups.Count && _groups[at + 1].KeyDecodeTime <= sound.Key)
                {
                    at++;
                }

                _groups[at].Packets++;
                _groups[at].Bytes += sound.Value;
            }
        }
    }
}
