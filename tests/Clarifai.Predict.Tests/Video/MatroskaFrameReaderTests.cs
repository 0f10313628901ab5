namespace Clarifai.Tests.Video;

public sealed class MatroskaFrameReaderTests
{
    private static readonly byte[] Head =
    [
        0x1A, 0x45, 0xDF, 0xA3, 0x82, 1, 2, // a header to pass over
        0x18, 0x53, 0x80, 0x67, 0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, // a segment of unknown length
    ];

    [Fact]
    public async Task Frames_have_the_time_of_their_cluster_and_their_own()
    {
        MatroskaFrame?[] frames = await ReadAsync(
        [
            .. Head,
            0x1F, 0x43, 0xB6, 0x75, 0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xE7, 0x82, 0x03, 0xE8,
            0xA3, 0x86, 0x81, 0x00, 0x05, 0x80, 7, 8,
            0xEC, 0x40, 0x01, 0, // nothing, with a length of two bytes
            0xA0, 0x87, 0xA1, 0x85, 0x81, 0xFF, 0xFE, 0x00, 9,
        ]);
        Assert.Equal([1005, 998], frames.Select(frame => frame!.TimeMs));
        Assert.Equal([7, 8], frames[0]!.Content);
        Assert.Equal([9], frames[1]!.Content);
    }

    [Theory]
    [InlineData(new byte[] { 0xA3, 0x86, 0x81, 0x00, 0x05 })]
    [InlineData(new byte[] { 0xA3, 0x86, 0x81, 0x00, 0x05, 0x80, 7 })]
    [InlineData(new byte[] { 0xA3 })]
    [InlineData(new byte[] { 0xA3, 0x83, 0x81, 0x00, 0x05 })]
    [InlineData(new byte[] { 0xA3, 0x01, 0x00, 0x00, 0x00, 0x7F, 0xFF, 0xFF, 0xFF, 0x81, 0x00, 0x00, 0x80 })]
    [InlineData(new byte[] { 0x00 })]
    [InlineData(new byte[] { 0xEC, 0x85, 0 })]
    [InlineData(new byte[] { 0xE7, 0x89, 0, 0, 0, 0, 0, 0, 0, 0, 0 })]
    public async Task A_stream_that_is_broken_is_an_error(byte[] content) =>
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync([.. Head, .. content]));

    private static async Task<MatroskaFrame?[]> ReadAsync(byte[] content)
    {
        var reader = new MatroskaFrameReader(new MemoryStream(content), 100);
        var frames = new List<MatroskaFrame?>();
        while (await reader.ReadAsync() is { } frame)
        {
            frames.Add(frame);
        }

        return [.. frames];
    }
}
