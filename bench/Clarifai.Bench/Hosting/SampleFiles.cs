namespace Clarifai.Bench.Hosting;

/// <summary>A temporary folder of files with the first bytes of a JPEG and noise after them.</summary>
internal sealed class SampleFiles : IDisposable
{
    private static readonly byte[] JpegHeader = [0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x10, (byte)'J', (byte)'F', (byte)'I', (byte)'F', 0x00];

    public SampleFiles(int count, int bytes)
    {
        Folder = Directory.CreateTempSubdirectory("clarifai-bench-").FullName;
        var random = new Random(1);
        byte[] content = new byte[bytes];
        for (int i = 0; i < count; i++)
        {
            random.NextBytes(content);
            JpegHeader.CopyTo(content, 0);
            File.WriteAllBytes(Path.Combine(Folder, $"picture-{i:0000}.jpg"), content);
        }
    }

    public string Folder { get; }

    public IReadOnlyList<string> Paths => [.. Directory.EnumerateFiles(Folder).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
