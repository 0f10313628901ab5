using System.Runtime.InteropServices;
using Clarifai.Local.Imaging;
using Clarifai.Local.Inference;
using Clarifai.Local.Manifests;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using SkiaSharp;

namespace Clarifai.Local.TextReading;

/// <summary>A network that accepts images of any size, as planes of blue, green and red from -1 to 1. Thread-safe.</summary>
internal sealed class TextNetwork : IDisposable
{
    private const int Channels = 3;
    private const float Middle = byte.MaxValue / 2f;

    // One memory region that is reused in parts of any size. Many small regions, each allocated for what did not fit the others, took up to
    // 170 MB more.
    private const int FirstRegion = 256 << 20;

    private readonly InferenceSession _session;
    private readonly string[] _inputs;
    private readonly string[] _outputs;
    private readonly RunOptions _run = new();

    static TextNetwork() => ShareMemory();

    private TextNetwork(InferenceSession session)
    {
        _session = session;
        _inputs = [.. session.InputMetadata.Keys];
        _outputs = [.. session.OutputMetadata.Keys];
    }

    /// <param name="folder">The model that the network is of.</param>
    /// <param name="name">Its name in the manifest.</param>
    /// <exception cref="ModelFileException">The file is not a network, or not the one described by the manifest.</exception>
    public static TextNetwork Load(ModelFolder folder, string name) => new(NetworkSession.Open(folder, name, options =>
    {
        // A memory plan would be kept for every image size: with sizes that rarely repeat, it would only grow.
        options.EnableMemoryPattern = false;
        options.AddSessionConfigEntry("session.use_env_allocators", "1");
    }));

    /// <summary>Allocates a tensor for several images of one size, filled with gray; the caller disposes it.</summary>
    public static OrtValue Allocate(int count, SKSizeI size)
    {
        var tensor = OrtValue.CreateAllocatedTensorValue(
            OrtAllocator.DefaultInstance, TensorElementType.Float, [count, Channels, size.Height, size.Width]);
        tensor.GetTensorMutableDataAsSpan<float>().Clear();
        return tensor;
    }

    /// <summary>Copies an image into the upper left corner of one of the tensor's images.</summary>
    public static void Fill(OrtValue tensor, int index, SKBitmap picture)
    {
        long[] shape = tensor.GetTensorTypeAndShape().Shape;
        (int height, int width) = ((int)shape[2], (int)shape[3]);
        Span<float> planes = tensor.GetTensorMutableDataAsSpan<float>().Slice(index * Channels * height * width, Channels * height * width);
        ReadOnlySpan<uint> pixels = MemoryMarshal.Cast<byte, uint>(picture.GetPixelSpan());
        for (int channel = 0; channel < Channels; channel++)
        {
            for (int row = 0; row < picture.Height; row++)
            {
                PictureTensor.FillPlane(
                    pixels.Slice(row * picture.Width, picture.Width),
                    channel,
                    planes.Slice(((channel * height) + row) * width, picture.Width),
                    Middle,
                    Middle);
            }
        }
    }

    /// <summary>Runs the network; the caller disposes the result.</summary>
    public IDisposableReadOnlyCollection<OrtValue> Run(OrtValue tensor) => _session.Run(_run, _inputs, [tensor], _outputs);

    public void Dispose()
    {
        _session.Dispose();
        _run.Dispose();
    }

    // The detector and the recognizer run one after the other: with shared memory, they take little more than the larger one.
    private static void ShareMemory()
    {
        const int byDefault = -1;
        using var memory = new OrtMemoryInfo(OrtMemoryInfo.allocatorCPU, OrtAllocatorType.ArenaAllocator, 0, OrtMemType.Default);
        using var settings = new OrtArenaCfg(0, byDefault, FirstRegion, byDefault);
        NetworkSession.Runtime.CreateAndRegisterAllocator(memory, settings);
    }
}
