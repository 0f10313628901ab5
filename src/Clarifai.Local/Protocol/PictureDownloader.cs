namespace Clarifai.Local.Protocol;

/// <summary>Fetches pictures that are given by URL, into memory.</summary>
internal sealed class PictureDownloader(InputFetcher fetcher, long maximumBytes, TimeSpan timeout)
{
    private const int BlockLength = 64 * 1024;

    public long MaximumBytes { get; } = maximumBytes;

    public Task<ReadOnlyMemory<byte>> DownloadAsync(string url, CancellationToken cancellation) =>
        fetcher.FetchAsync(url, timeout, ReadAsync, cancellation);

    private async Task<ReadOnlyMemory<byte>> ReadAsync(Stream content, long? length, CancellationToken cancellation)
    {
        if (length > MaximumBytes)
        {
            throw TooLarge();
        }

        using var picture = new MemoryStream((int)(length ?? BlockLength));
        byte[] block = new byte[BlockLength];
        int read;
        while ((read = await content.ReadAsync(block, cancellation)) > 0)
        {
            if (picture.Length + read > MaximumBytes)
            {
                throw TooLarge();
            }

            picture.Write(block, 0, read);
        }

        return picture.GetBuffer().AsMemory(0, (int)picture.Length);
    }

    private InputRejectedException TooLarge() =>
        new(StatusCodes.InputOverLimit, $"The picture at the URL has more than {MaximumBytes} bytes.");
}
