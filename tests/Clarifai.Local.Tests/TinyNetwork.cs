using System.Text;

namespace Clarifai.Local.Tests;

/// <summary>
/// Writes the smallest ONNX network there can be for a picture: the mean of each colour over all pixels. Its protocol buffers are written
/// by hand, field by field, so that no test needs a file that nobody can read.
/// </summary>
internal static class TinyNetwork
{
    private const int FloatElements = 1;
    private const int IntegersAttribute = 7;
    private const int IntegerAttribute = 2;

    /// <param name="rows">The tensor's rows.</param>
    /// <param name="columns">The tensor's columns.</param>
    /// <param name="colorsLast">True for [1, rows, columns, 3], false for [1, 3, rows, columns].</param>
    /// <param name="outputs">How many outputs it has, all of them the same.</param>
    /// <param name="operation">What is done with all pixels of a colour.</param>
    public static byte[] MeanOfColors(int rows, int columns, bool colorsLast = false, int outputs = 1, string operation = "ReduceMean")
    {
        int[] shape = colorsLast ? [1, rows, columns, 3] : [1, 3, rows, columns];
        string[] names = [.. Enumerable.Range(1, outputs).Select(number => $"mean{number}")];
        byte[] graph =
        [
            .. names.SelectMany(name => Message(1, Node(operation, name, colorsLast ? [1, 2] : [2, 3]))),
            .. Text(2, "mean of colours"),
            .. Message(11, TensorInfo("picture", shape)),
            .. names.SelectMany(name => Message(12, TensorInfo(name, [1, 3]))),
        ];
        return [.. Number(1, 7), .. Message(7, graph), .. Message(8, Number(2, 13))];
    }

    private static byte[] Node(string operation, string output, int[] axes) =>
    [
        .. Text(1, "picture"),
        .. Text(2, output),
        .. Text(4, operation),
        .. Message(5, [.. Text(1, "axes"), .. axes.SelectMany(axis => Number(8, axis)), .. Number(20, IntegersAttribute)]),
        .. Message(5, [.. Text(1, "keepdims"), .. Number(3, 0), .. Number(20, IntegerAttribute)]),
    ];

    private static byte[] TensorInfo(string name, int[] shape) =>
    [
        .. Text(1, name),
        .. Message(2, Message(1, [.. Number(1, FloatElements), .. Message(2, [.. shape.SelectMany(size => Message(1, Number(1, size)))])])),
    ];

    private static byte[] Text(int field, string text) => Message(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Message(int field, byte[] content) => [.. Variable((field << 3) | 2), .. Variable(content.Length), .. content];

    private static byte[] Number(int field, int value) => [.. Variable(field << 3), .. Variable(value)];

    private static byte[] Variable(int value)
    {
        List<byte> bytes = [];
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        return [.. bytes, (byte)value];
    }
}
