namespace Clarifai.Local.Protocol;

/// <summary>Downloads images specified by URL into memory.</summary>
internal sealed class PictureDownloader(InputFetcher fetcher, long maximumBytes, TimeSpan timeout)
{
    private const int BlockLength = 64 * 1024;

    public long MaximumBytes { get; } = maximumBytes;

    public Task<ReadOnlyMemory<byte>> DownloadAsync(string url, CancellationToken cancellation) =>
        fetcher.FetchAsync(url, timeout, ReadAsync, cancellation);

    private async Task<ReadOnlyMemory<byte>> ReadAsync(Stream content, long? length, CancellationToken cancellation)
    {
        using var picture = new MemoryStream((int)(length <= MaximumBytes ? length.Value : BlockLength));
        if (length > MaximumBytes
            || !await picture.TryFillAsync(block => content.ReadAsync(block, cancellation).AsTask(), MaximumBytes))
        {
            throw new InputRejectedException(
                StatusCodes.InputOverLimit, $"The image at the URL has more than {MaximumBytes} bytes.");
        }

        return picture.GetBuffer().AsMemory(0, (int)picture.Length);
    }
}
