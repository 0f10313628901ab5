using System.Text;

namespace Clarifai.Local.Tests;

/// <summary>
/// Writes the smallest ONNX networks there can be for a picture: the mean of each color over all pixels. Their protocol buffers are
/// written by hand, field by field, so that no test needs a file that nobody can read.
/// </summary>
internal static class TinyNetwork
{
    private const int IntegersAttribute = 7;
    private const int IntegerAttribute = 2;

    /// <param name="rows">The tensor's rows.</param>
    /// <param name="columns">The tensor's columns.</param>
    /// <param name="colorsLast">True for [1, rows, columns, 3], false for [1, 3, rows, columns].</param>
    /// <param name="outputs">How many outputs it has, all of them the same.</param>
    /// <param name="operation">What is done with all pixels of a color.</param>
    /// <param name="takes">The numbers of its input.</param>
    /// <param name="gives">The numbers of its outputs.</param>
    /// <param name="scale">What the means are multiplied with: a float in a file of this name.</param>
    public static byte[] MeanOfColors(
        int rows,
        int columns,
        bool colorsLast = false,
        int outputs = 1,
        string operation = "ReduceMean",
        NetworkNumbers takes = NetworkNumbers.Floats,
        NetworkNumbers gives = NetworkNumbers.Floats,
        string? scale = null)
    {
        int[] shape = colorsLast ? [1, rows, columns, 3] : [1, 3, rows, columns];
        string[] names = [.. Enumerable.Range(1, outputs).Select(number => $"mean{number}")];
        byte[] axes = Integers("axes", colorsLast ? [1, 2] : [2, 3]);
        byte[] graph =
        [
            .. Node("Cast", ["picture"], "floats", Integer("to", (int)NetworkNumbers.Floats)),
            .. names.SelectMany(name => Means(name)),
            .. Text(2, "mean of colors"),
            .. scale is null ? [] : Message(5, FloatIn(scale)),
            .. Message(11, TensorInfo("picture", takes, shape)),
            .. names.SelectMany(name => Message(12, TensorInfo(name, gives, [1, 3]))),
        ];
        return [.. Number(1, 7), .. Message(7, graph), .. Message(8, Number(2, 13))];

        byte[] Means(string name) =>
        [
            .. Node(operation, ["floats"], $"{name} as it is", axes, Integer("keepdims", 0)),
            .. scale is null
                ? Node("Identity", [$"{name} as it is"], $"{name} scaled")
                : Node("Mul", [$"{name} as it is", "scale"], $"{name} scaled"),
            .. Node("Cast", [$"{name} scaled"], name, Integer("to", (int)gives)),
        ];
    }

    private static byte[] Node(string operation, string[] inputs, string output, params byte[][] attributes) => Message(
        1,
        [
            .. inputs.SelectMany(input => Text(1, input)),
            .. Text(2, output),
            .. Text(4, operation),
            .. attributes.SelectMany(attribute => Message(5, attribute)),
        ]);

    private static byte[] Integer(string name, int value) => [.. Text(1, name), .. Number(3, value), .. Number(20, IntegerAttribute)];

    private static byte[] Integers(string name, int[] values) =>
        [.. Text(1, name), .. values.SelectMany(value => Number(8, value)), .. Number(20, IntegersAttribute)];

    // Not in the network's file but in another one.
    private static byte[] FloatIn(string file) =>
    [
        .. Number(1, 1),
        .. Number(2, (int)NetworkNumbers.Floats),
        .. Text(8, "scale"),
        .. Message(13, [.. Text(1, "location"), .. Text(2, file)]),
        .. Number(14, 1),
    ];

    private static byte[] TensorInfo(string name, NetworkNumbers numbers, int[] shape) =>
    [
        .. Text(1, name),
        .. Message(2, Message(1, [.. Number(1, (int)numbers), .. Message(2, [.. shape.SelectMany(size => Message(1, Number(1, size)))])])),
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
