using System.Text;
using System.Text.RegularExpressions;

namespace Clarifai;

/// <summary>
/// Reads a process's standard error, so that its pipe never fills: keeps the last lines, the first one that reports damage, and the frame
/// times logged by <see cref="FfmpegArguments.LogFrames"/>.
/// </summary>
internal sealed class StandardErrorTail
{
    private const int LongestLine = 1024;

    // The last ones contain the reason for giving up; a damaged video has thousands before them.
    private const int MostLines = 4;
    private const int KeptLines = 64;

    // A line of ffmpeg begins with the name of a component and its memory address.
    private static readonly Regex Speaker = new(@"^(\[[^\]]+ @ (0x)?[0-9a-fA-F]+\] *)+", RegexOptions.CultureInvariant);

    // The error names the file anyway, and "Invalid data" adds nothing to a reason.
    private static readonly Regex FileName = new(@"^(Error opening input: |Error opening input file |file:).*?(?=[^:]*$)");

    // Another thread may write in the middle of a line.
    private static readonly Regex Picture = new(@"frame:\d+ +pts:\S+ +pts_time:(?<time>\S+)", RegexOptions.CultureInvariant);

    private static readonly Regex EarlyEnd = new(
        "partial file|ended prematurely|read error|input/output error", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    // Damaged packets and whole frames: a damaged part that decoders can conceal does not count.
    private static readonly Regex DamagedData = new(
        "error while decoding stream|error splitting|error submitting packet|invalid NAL unit size|corrupt|decode failed|truncated"
        + "|invalid as first byte|exceeds containing",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private readonly Queue<string> _lines = new();

    /// <param name="read">Reads standard error into a block, from an offset, at most a count of bytes; returns 0 at the end.</param>
    public StandardErrorTail(Func<byte[], int, int, Task<int>> read) => End = ReadAsync(read);

    /// <summary>Completes when every process that holds the pipe has closed it, or the process was killed.</summary>
    public Task End { get; }

    /// <summary>The time of the last logged frame, once it has ended.</summary>
    public TimeSpan? LastPicture { get; private set; }

    /// <summary>
    /// The first reported damage, at the last frame before it, once it has ended. Messages before the first frame do not count.
    /// </summary>
    public VideoDamage? Damage { get; private set; }

    /// <summary>The last lines so far, as one line of an error.</summary>
    public override string ToString()
    {
        lock (_lines)
        {
            return Summarize(string.Join("\n", _lines));
        }
    }

    /// <summary>The last lines, each once and without component and file name.</summary>
    public static string Summarize(string text)
    {
        string[] lines =
        [
            .. text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)
                .Select(Words)
                .Where(line => line.Length > 0)
                .Reverse().Distinct().Take(MostLines).Reverse(),
        ];
        string[] reasons = [.. lines.Where(line => line != "Invalid data found when processing input")];
        return string.Join(" | ", reasons.Length > 0 ? reasons : lines);
    }

    private static string Words(string line) => FileName.Replace(Speaker.Replace(line, ""), "").Trim();

    private async Task ReadAsync(Func<byte[], int, int, Task<int>> readBlock)
    {
        byte[] block = new byte[4096];
        var line = new List<byte>();
        int read;
        while ((read = await readBlock(block, 0, block.Length).ConfigureAwait(false)) > 0)
        {
            for (int at = 0; at < read; at++)
            {
                if (block[at] is (byte)'\n' or (byte)'\r' || line.Count == LongestLine)
                {
                    Take(line);
                }

                if (block[at] is not ((byte)'\n' or (byte)'\r'))
                {
                    line.Add(block[at]);
                }
            }
        }

        Take(line);
    }

    private void Take(List<byte> bytes)
    {
        string line = Encoding.UTF8.GetString([.. bytes]);
        bytes.Clear();
        Match picture = Picture.Match(line);
        if (picture.Success)
        {
            LastPicture = VideoTime.Parse(picture.Groups["time"].Value) ?? LastPicture;
            line = line.Remove(picture.Index, picture.Length);
        }

        if (string.IsNullOrWhiteSpace(line) || line == FfmpegArguments.PictureMark)
        {
            return;
        }

        lock (_lines)
        {
            _lines.Enqueue(line);
            if (_lines.Count > KeptLines)
            {
                _lines.Dequeue();
            }
        }

        if (Damage is null && (EarlyEnd.IsMatch(line) || (LastPicture is not null && DamagedData.IsMatch(line))))
        {
            Damage = new VideoDamage(LastPicture ?? TimeSpan.Zero, Words(line));
        }
    }
}
