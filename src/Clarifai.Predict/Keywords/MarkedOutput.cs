using System.Runtime.ExceptionServices;
using System.Text;

namespace Clarifai;

/// <summary>
/// A pipe on which the answers to several commands follow each other. Each ends with a mark, which is drawn at random so that no file can
/// have it in its content, and a line of text.
/// </summary>
internal sealed class MarkedOutput(Func<byte[], int, int, Task<int>> read, string mark)
{
    private readonly byte[] _mark = Encoding.ASCII.GetBytes(mark);
    private readonly byte[] _block = new byte[64 * 1024];
    private int _length;

    /// <summary>Copies what comes before the next mark.</summary>
    /// <param name="destination">Where it goes. What this refuses is still read to its end, so that the next answer can be.</param>
    /// <returns>The line behind the mark; null where the pipe ended before it.</returns>
    public async Task<string?> CopyAnswerAsync(Stream destination)
    {
        ExceptionDispatchInfo? refusal = null;
        while (true)
        {
            int at = _block.AsSpan(0, _length).IndexOf(_mark);
            int lineLength = at < 0 ? -1 : _block.AsSpan(at, _length - at).IndexOf((byte)'\n');
            int content = at >= 0 ? at : Math.Max(0, _length - _mark.Length + 1);
            if (content > 0 && refusal is null)
            {
                try
                {
                    await destination.WriteAsync(_block, 0, content).ConfigureAwait(false);
                }
                catch (Exception e) when (ReadFailure.Is(e))
                {
                    refusal = ExceptionDispatchInfo.Capture(e);
                }
            }

            if (lineLength >= 0)
            {
                string line = Encoding.ASCII.GetString(_block, at + _mark.Length, lineLength - _mark.Length).Trim();
                Drop(at + lineLength + 1);
                refusal?.Throw();
                return line;
            }

            Drop(content);
            int received = await read(_block, _length, _block.Length - _length).ConfigureAwait(false);
            if (received == 0)
            {
                await destination.WriteAsync(_block, 0, _length).ConfigureAwait(false);
                return null;
            }

            _length += received;
        }
    }

    private void Drop(int count)
    {
        _length -= count;
        Buffer.BlockCopy(_block, count, _block, 0, _length);
    }
}
