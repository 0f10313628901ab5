using System.Text;
using System.Text.RegularExpressions;

namespace Clarifai;

/// <summary>The end of what a process writes to standard error, read so that its pipe never fills.</summary>
internal sealed class StandardErrorTail
{
    private const int KeptBytes = 4096;

    // The last ones say what it gave up for; a damaged video has thousands before them.
    private const int MostLines = 4;

    // A line of ffmpeg begins with the part that speaks, and where in memory that part is.
    private static readonly Regex Speaker = new(@"^(\[[^\]]+ @ (0x)?[0-9a-fA-F]+\] *)+", RegexOptions.CultureInvariant);

    private readonly byte[] _tail = new byte[KeptBytes];
    private int _kept;

    public StandardErrorTail(Stream error) => End = ReadAsync(error);

    /// <summary>Ends when the process, and every other one that holds the pipe, has closed it.</summary>
    public Task End { get; }

    /// <summary>The last lines so far, fit for one line of an error.</summary>
    public override string ToString()
    {
        lock (_tail)
        {
            return Summarize(Encoding.UTF8.GetString(_tail, 0, _kept));
        }
    }

    /// <summary>The last lines, each once and without who says it.</summary>
    public static string Summarize(string text)
    {
        string[] lines =
        [
            .. text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)
                .Select(line => Speaker.Replace(line, "").Trim())
                .Where(line => line.Length > 0)
                .Reverse().Distinct().Take(MostLines).Reverse(),
        ];
        return string.Join(" | ", lines);
    }

    private async Task ReadAsync(Stream error)
    {
        byte[] block = new byte[KeptBytes];
        int read;
        while ((read = await error.ReadAsync(block, 0, block.Length).ConfigureAwait(false)) > 0)
        {
            lock (_tail)
            {
                int room = Math.Min(_kept, KeptBytes - read);
                Buffer.BlockCopy(_tail, _kept - room, _tail, 0, room);
                Buffer.BlockCopy(block, 0, _tail, room, read);
                _kept = room + read;
            }
        }
    }
}
