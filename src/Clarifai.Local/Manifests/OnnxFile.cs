using System.Text;

namespace Clarifai.Local.Manifests;

/// <summary>
/// Finds the external weight files of an ONNX file. It is a protocol buffer, of which only the parts that can reference them are read;
/// errors in it are reported when it is loaded.
/// </summary>
internal sealed class OnnxFile : IDisposable
{
    private const string Location = "location";

    // The nested messages that lead to a tensor, by their field numbers in onnx.proto.
    private static readonly Dictionary<(Message Kind, int Field), Message> Parts = new()
    {
        [(Message.Model, 7)] = Message.Graph,
        [(Message.Model, 25)] = Message.Function,
        [(Message.Function, 7)] = Message.Node,
        [(Message.Graph, 1)] = Message.Node,
        [(Message.Graph, 5)] = Message.Tensor,
        [(Message.Graph, 15)] = Message.SparseTensor,
        [(Message.Node, 5)] = Message.Attribute,
        [(Message.Attribute, 5)] = Message.Tensor,
        [(Message.Attribute, 6)] = Message.Graph,
        [(Message.Attribute, 10)] = Message.Tensor,
        [(Message.Attribute, 11)] = Message.Graph,
        [(Message.Attribute, 22)] = Message.SparseTensor,
        [(Message.Attribute, 23)] = Message.SparseTensor,
        [(Message.SparseTensor, 1)] = Message.Tensor,
        [(Message.SparseTensor, 2)] = Message.Tensor,
        [(Message.Tensor, 13)] = Message.Entry,
    };

    private readonly FileStream _file;
    private readonly SortedSet<string> _found = new(StringComparer.Ordinal);

    private OnnxFile(string path) => _file = File.OpenRead(path);

    private enum Message
    {
        Model,
        Graph,
        Function,
        Node,
        Attribute,
        Tensor,
        SparseTensor,
        Entry,
    }

    private enum Form
    {
        Number = 0,
        EightBytes = 1,
        Bytes = 2,
        FourBytes = 5,
    }

    /// <returns>Paths relative to the folder of the ONNX file, each once.</returns>
    public static IReadOnlyCollection<string> FindWeights(string path)
    {
        using var file = new OnnxFile(path);
        _ = file.Read(Message.Model, file._file.Length);
        return file._found;
    }

    public void Dispose() => _file.Dispose();

    // False if the bytes are not such a message.
    private bool Read(Message kind, long end)
    {
        string key = "";
        while (_file.Position < end)
        {
            ulong tag = ReadNumber();
            (int field, Form form) = ((int)(tag >> 3), (Form)(tag & 7));
            if (form == Form.Number)
            {
                _ = ReadNumber();
                continue;
            }

            long length = form switch
            {
                Form.EightBytes => 8,
                Form.FourBytes => 4,
                Form.Bytes => (long)ReadNumber(),
                _ => -1,
            };
            if (length < 0 || length > end - _file.Position)
            {
                return false;
            }

            long next = _file.Position + length;
            if (kind == Message.Entry && field == 1)
            {
                key = ReadText(length);
            }
            else if (kind == Message.Entry && field == 2 && key == Location)
            {
                _ = _found.Add(ReadText(length));
            }
            else if (form == Form.Bytes && Parts.TryGetValue((kind, field), out Message part) && !Read(part, next))
            {
                return false;
            }

            _file.Position = next;
        }

        return true;
    }

    // Seven bits per byte, the lowest first; the end of the file also ends a number.
    private ulong ReadNumber()
    {
        ulong number = 0;
        for (int shift = 0, next = 0x80; (next & 0x80) != 0; shift += 7)
        {
            next = Math.Max(0, _file.ReadByte());
            number |= (ulong)(next & 0x7F) << shift;
        }

        return number;
    }

    private string ReadText(long length)
    {
        byte[] bytes = new byte[length];
        _file.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }
}
