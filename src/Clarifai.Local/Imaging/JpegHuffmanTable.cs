namespace Clarifai.Local.Imaging;

/// <summary>A Huffman table of a JPEG file, which says how far each code leads.</summary>
internal sealed class JpegHuffmanTable
{
    public const int LongestCode = 16;

    /// <summary>Past the last coefficient of a block.</summary>
    public const int EndOfBlock = 64;

    private const int QuickLength = 10;
    private const int SkipsSixteen = 0xF0;

    // What libjpeg makes of a code that does not exist.
    private static readonly Code Unknown = CodeOf(LongestCode + 1, symbol: 0);

    private readonly Code[] _quick = new Code[1 << QuickLength];
    private readonly byte[] _symbols;

    // By length: the first code that is longer than that, and the index of the symbol of code 0.
    private readonly int[] _limits = new int[LongestCode + 1];
    private readonly int[] _offsets = new int[LongestCode + 1];

    /// <param name="counts">The number of codes of each length, from 1 to <see cref="LongestCode"/> bits.</param>
    /// <param name="symbols">The symbols in the order of their codes.</param>
    /// <exception cref="InvalidDataException">There are more codes of a length than possible, or fewer symbols than codes.</exception>
    public JpegHuffmanTable(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> symbols)
    {
        _symbols = symbols.ToArray();
        int next = 0;
        int index = 0;
        for (int length = 1; length <= LongestCode; length++)
        {
            next <<= 1;
            _offsets[length] = index - next;
            _limits[length] = next + counts[length - 1];
            if (_limits[length] > 1 << length || index + counts[length - 1] > symbols.Length)
            {
                throw new InvalidDataException("A Huffman table is not valid.");
            }

            for (; next < _limits[length]; next++, index++)
            {
                int unused = QuickLength - length;
                if (unused >= 0)
                {
                    _quick.AsSpan(next << unused, 1 << unused).Fill(CodeOf(length, symbols[index]));
                }
            }
        }

        Count = index;
    }

    /// <summary>The number of its codes.</summary>
    public int Count { get; }

    /// <summary>Finds the code at the start of some bits.</summary>
    public Code Find(ulong bits)
    {
        Code code = _quick[bits >> (64 - QuickLength)];
        return code.Length > 0 ? code : FindLong(bits);
    }

    private Code FindLong(ulong bits)
    {
        for (int length = QuickLength + 1; length <= LongestCode; length++)
        {
            int code = (int)(bits >> (64 - length));
            if (code < _limits[length])
            {
                return CodeOf(length, _symbols[_offsets[length] + code]);
            }
        }

        return Unknown;
    }

    private static Code CodeOf(int length, byte symbol)
    {
        int valueBits = symbol & 0xF;
        bool isCoefficient = valueBits > 0 || symbol == SkipsSixteen;
        return new Code((byte)length, symbol, (byte)(length + valueBits), (byte)(isCoefficient ? (symbol >> 4) + 1 : EndOfBlock));
    }

    /// <param name="Length">The bits of the code itself.</param>
    /// <param name="Symbol">In a scan of coefficients: how many are zero before the next, and its number of bits.</param>
    /// <param name="Skip">The bits of the code and of the value behind it.</param>
    /// <param name="Advance">The number of coefficients; those up to the end of the block count as 64.</param>
    public readonly record struct Code(byte Length, byte Symbol, byte Skip, byte Advance);
}
