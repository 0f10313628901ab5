using System.Text;

namespace Clarifai.Local.Hosting;

/// <summary>The process that started this one, as seen through standard input: its first line is the key, its end is the end.</summary>
internal sealed class StartingProcess(Stream standardInput)
{
    public const int MinimumKeyLength = 32;

    private const int MaximumKeyLength = 1024;

    // Windows PowerShell writes one when its console speaks UTF-8.
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <summary>Reads the key; null where the first line is not one.</summary>
    public string? ReadKey()
    {
        List<byte> line = [];
        int next;
        while ((next = standardInput.ReadByte()) is not ('\n' or -1))
        {
            line.Add((byte)next);
            if (line.Count > MaximumKeyLength)
            {
                return null;
            }
        }

        ReadOnlySpan<byte> key = [.. line];
        if (key.StartsWith(ByteOrderMark))
        {
            key = key[ByteOrderMark.Length..];
        }

        key = key.TrimEnd((byte)'\r');
        return key.Length >= MinimumKeyLength && !key.ContainsAnyExceptInRange((byte)'!', (byte)'~') ? Encoding.ASCII.GetString(key) : null;
    }

    /// <summary>Calls back when standard input ends, which it does however the process at its other end died.</summary>
    public void OnEnd(Action ended)
    {
        // A blocking read holds on every platform; a cancelled asynchronous one does not for every kind of handle.
        var watch = new Thread(() =>
        {
            byte[] ignored = new byte[1024];
            while (standardInput.Read(ignored) > 0)
            {
            }

            ended();
        })
        { IsBackground = true, Name = "end of standard input" };
        watch.Start();
    }
}
