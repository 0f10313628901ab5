using System.Buffers;
using System.Buffers.Text;
using System.Management.Automation;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace Clarifai.Bench.References;

/// <summary>
/// The reference for the client: the minimum that a client of files must do, as a cmdlet. Files arrive through the pipeline; each is opened
/// once, read, encoded into one pooled body a request and posted by a bare HttpClient; the answer is walked once, and a plain object a
/// concept is emitted, in the order of the files. Nothing is checked, nothing can fail, nothing is retried.
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "LeastClient")]
public sealed class InvokeLeastClientCommand : Cmdlet, IDisposable
{
    private readonly Queue<Task<IReadOnlyList<LeastConcept>>> _underWay = [];
    private BareHttp? _http;
    private List<string> _batch = [];

    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public FileInfo? File { get; set; }

    [Parameter(Mandatory = true)]
    public Uri? Server { get; set; }

    [Parameter(Mandatory = true)]
    public int BatchSize { get; set; }

    [Parameter(Mandatory = true)]
    public int ThrottleLimit { get; set; }

    public void Dispose() => _http?.Dispose();

    protected override void BeginProcessing() => _http = new BareHttp(Server!);

    protected override void ProcessRecord()
    {
        _batch.Add(File!.FullName);
        if (_batch.Count == BatchSize)
        {
            Send();
        }
    }

    protected override void EndProcessing()
    {
        if (_batch.Count > 0)
        {
            Send();
        }

        while (_underWay.Count > 0)
        {
            WriteNext();
        }
    }

    private void Send()
    {
        if (_underWay.Count == ThrottleLimit)
        {
            WriteNext();
        }

        List<string> batch = _batch;
        _underWay.Enqueue(Task.Run(() => PredictAsync(batch)));
        _batch = new List<string>(BatchSize);
    }

    private void WriteNext()
    {
        foreach (LeastConcept concept in _underWay.Dequeue().GetAwaiter().GetResult())
        {
            WriteObject(concept);
        }
    }

    private async Task<IReadOnlyList<LeastConcept>> PredictAsync(List<string> files)
    {
        byte[] body = Encode(files, out int length);
        try
        {
            using HttpResponseMessage response = await _http!.PostAsync(new ByteArrayContent(body, 0, length), CancellationToken.None);
            return Read(await response.Content.ReadAsByteArrayAsync(), files);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(body);
        }
    }

    // All files have the size of the first.
    private static byte[] Encode(List<string> files, out int length)
    {
        byte[]? body = null;
        byte[]? content = null;
        length = 0;
        foreach (string file in files)
        {
            using SafeFileHandle handle = System.IO.File.OpenHandle(file);
            int size = (int)RandomAccess.GetLength(handle);
            content ??= ArrayPool<byte>.Shared.Rent(size);
            body ??= ArrayPool<byte>.Shared.Rent(files.Count * (Base64.GetMaxEncodedToUtf8Length(size) + 64));
            Append(length == 0 ? "{\"inputs\":["u8 : ","u8, body, ref length);
            Append("{\"data\":{\"image\":{\"base64\":\""u8, body, ref length);
            int read = RandomAccess.Read(handle, content.AsSpan(0, size), 0);
            Base64.EncodeToUtf8(content.AsSpan(0, read), body.AsSpan(length), out _, out int written);
            length += written;
            Append("\"}}}"u8, body, ref length);
        }

        Append("]}"u8, body!, ref length);
        ArrayPool<byte>.Shared.Return(content!);
        return body!;
    }

    private static void Append(ReadOnlySpan<byte> text, byte[] body, ref int length)
    {
        text.CopyTo(body.AsSpan(length));
        length += text.Length;
    }

    // The names and values of concepts are the last ones before each of their ends; the only arrays are those of outputs and concepts.
    private static List<LeastConcept> Read(byte[] answer, List<string> files)
    {
        var concepts = new List<LeastConcept>();
        var json = new Utf8JsonReader(answer);
        int output = -1;
        string name = "";
        double value = 0;
        while (json.Read())
        {
            if (json.TokenType is JsonTokenType.StartArray && json.CurrentDepth > 1)
            {
                output++;
                while (json.Read() && json.TokenType is JsonTokenType.StartObject)
                {
                    while (json.Read() && json.TokenType is JsonTokenType.PropertyName)
                    {
                        if (json.ValueTextEquals("name"u8))
                        {
                            json.Read();
                            name = json.GetString()!;
                        }
                        else if (json.ValueTextEquals("value"u8))
                        {
                            json.Read();
                            value = json.GetDouble();
                        }
                        else
                        {
                            json.Read();
                        }
                    }

                    concepts.Add(new LeastConcept(files[output], name, value));
                }
            }
        }

        return concepts;
    }
}
