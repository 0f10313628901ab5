namespace Clarifai.Local.Imaging;

/// <summary>A color component of a JPEG file, and what the scans so far have said about it.</summary>
/// <param name="id">Its id.</param>
/// <param name="blocksPerUnit">Its blocks in each unit of an interleaved scan.</param>
/// <param name="blocks">Its blocks in a scan of its own.</param>
internal sealed class JpegComponent(byte id, int blocksPerUnit, int blocks)
{
    private const byte Never = byte.MaxValue;

    // Of each coefficient, how many of its low bits are missing.
    private readonly byte[] _missing = [.. Enumerable.Repeat(Never, JpegHuffmanTable.EndOfBlock)];
    private ulong[]? _nonzero;

    public byte Id { get; } = id;

    public int BlocksPerUnit { get; } = blocksPerUnit;

    public int Blocks { get; } = blocks;

    /// <summary>Of each block, the coefficients that are known not to be zero.</summary>
    public ulong[] Nonzero => _nonzero ??= new ulong[Blocks];

    /// <summary>Whether any scan had it.</summary>
    public bool IsSeen => _missing[0] != Never;

    /// <summary>Whether the scans had every bit of every coefficient.</summary>
    public bool IsComplete => !_missing.AsSpan().ContainsAnyExcept((byte)0);

    public void Add(int first, int last, int low) => _missing.AsSpan(first, last + 1 - first).Fill((byte)low);
}
