using System.Numerics;

namespace Clarifai.Local.Imaging;

/// <summary>A scan of a JPEG file: coefficients, or some bits of them, of one component or several.</summary>
/// <param name="parts">The components with their tables.</param>
/// <param name="first">The first coefficient.</param>
/// <param name="last">The last coefficient.</param>
/// <param name="isRefinement">Whether it adds a bit to coefficients of earlier scans.</param>
/// <param name="low">How many low bits of the coefficients it leaves to later scans.</param>
internal sealed class JpegScan(JpegScanPart[] parts, int first, int last, bool isRefinement, int low)
{
    // The coefficients up to the last one.
    private readonly ulong _upToLast = ulong.MaxValue >> (JpegHuffmanTable.EndOfBlock - 1 - last);

    private readonly JpegScanPart[] _blocks = parts.Length == 1
        ? parts
        : [.. parts.SelectMany(part => Enumerable.Repeat(part, part.Component.BlocksPerUnit))];

    public int Components => parts.Length;

    /// <summary>The units of a scan of one component, which are its blocks; null if it is interleaved.</summary>
    public int? OwnUnits => parts is [var only] ? only.Component.Blocks : null;

    /// <summary>Tells its components what it had.</summary>
    public void MarkSeen()
    {
        foreach (JpegScanPart part in parts)
        {
            part.Component.Add(first, last, low);
        }
    }

    /// <summary>Walks over the units between two restart markers, in the way that libjpeg reads them.</summary>
    /// <param name="bits">The bits.</param>
    /// <param name="at">The index of the first unit.</param>
    /// <param name="count">The number of units.</param>
    /// <returns>False if bits are missing.</returns>
    public bool Walk(JpegBits bits, int at, int count) => first == 0 ? WalkWhole(bits, count)
        : isRefinement ? Refine(bits, parts[0].Component.Nonzero.AsSpan(at, count))
        : WalkFirst(bits, parts[0].Component.Nonzero.AsSpan(at, count));

    private bool WalkWhole(JpegBits bits, int units)
    {
        for (int unit = 0; unit < units && !bits.AreShort; unit++)
        {
            foreach (JpegScanPart block in _blocks)
            {
                bits.Skip(isRefinement ? 1 : block.Dc!.Find(bits.Next).Skip);
                for (int coefficient = 1; coefficient <= last;)
                {
                    JpegHuffmanTable.Code code = block.Ac!.Find(bits.Next);
                    bits.Skip(code.Skip);
                    coefficient += code.Advance;
                }
            }
        }

        return !bits.AreShort;
    }

    private bool WalkFirst(JpegBits bits, Span<ulong> nonzero)
    {
        JpegHuffmanTable table = parts[0].Ac!;
        for (int block = 0; block < nonzero.Length && !bits.AreShort; block++)
        {
            for (int coefficient = first; coefficient <= last;)
            {
                JpegHuffmanTable.Code code = table.Find(bits.Next);
                if (code.Advance == JpegHuffmanTable.EndOfBlock)
                {
                    block += ReadEmptyBlocks(ref bits, code) - 1;
                    break;
                }

                bits.Skip(code.Skip);
                coefficient += code.Advance;
                nonzero[block] |= (code.Skip > code.Length ? 1UL : 0) << (coefficient - 1);
            }
        }

        return !bits.AreShort;
    }

    // A coefficient that is not zero has one more bit, and is not counted among those that a code skips.
    private bool Refine(JpegBits bits, Span<ulong> nonzero)
    {
        JpegHuffmanTable table = parts[0].Ac!;
        int empty = 0;
        for (int block = 0; block < nonzero.Length && !bits.AreShort; block++)
        {
            ulong known = nonzero[block];
            ulong rest = _upToLast & (ulong.MaxValue << first);
            while (empty == 0 && rest != 0)
            {
                JpegHuffmanTable.Code code = table.Find(bits.Next);
                if (code.Advance == JpegHuffmanTable.EndOfBlock)
                {
                    empty = ReadEmptyBlocks(ref bits, code);
                    break;
                }

                ulong zeros = rest & ~known;
                for (int skipped = 1; skipped < code.Advance; skipped++)
                {
                    zeros &= zeros - 1;
                }

                ulong found = zeros & (~zeros + 1);
                ulong passed = found == 0 ? rest : rest & (found | (found - 1));
                bits.Skip(code.Length + (code.Skip > code.Length ? 1 : 0) + BitOperations.PopCount(passed & known));
                nonzero[block] |= code.Skip > code.Length ? found : 0;
                rest &= ~passed;
            }

            if (empty > 0)
            {
                bits.Skip(BitOperations.PopCount(rest & known));
                empty--;
            }
        }

        return !bits.AreShort;
    }

    // The number of blocks that have nothing more, this one included.
    private static int ReadEmptyBlocks(ref JpegBits bits, JpegHuffmanTable.Code code)
    {
        int length = code.Symbol >> 4;
        bits.Skip(code.Length);
        int blocks = (1 << length) + (int)(bits.Next >> 1 >> (63 - length));
        bits.Skip(length);
        return blocks;
    }
}
