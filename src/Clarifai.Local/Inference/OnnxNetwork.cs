using System.Collections.Concurrent;
using Clarifai.Local.Imaging;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using OrtSessionOptions = Microsoft.ML.OnnxRuntime.SessionOptions;

namespace Clarifai.Local.Inference;

/// <summary>A network in ONNX Runtime and the pictures that it takes. Safe to call from several threads at once.</summary>
internal sealed class OnnxNetwork : IDisposable
{
    private readonly PictureTensor _tensor;
    private readonly InferenceSession _session;
    private readonly string[] _inputs;
    private readonly RunOptions _run = new();

    // As many as ever ran at once.
    private readonly ConcurrentStack<float[]> _pixels = new();

    private OnnxNetwork(PictureTensor tensor, InferenceSession session)
    {
        _tensor = tensor;
        _session = session;
        _inputs = [.. session.InputMetadata.Keys];
        Outputs = [.. session.OutputMetadata.Select(output => new NetworkOutput(output.Key, output.Value.Dimensions))];
    }

    public IReadOnlyList<NetworkOutput> Outputs { get; }

    /// <exception cref="ModelFileException">The weights are no network, or one for other pictures than the manifest says.</exception>
    public static OnnxNetwork Load(ModelFolder folder)
    {
        folder.ExpectWeights();
        PictureInput input = folder.Manifest.Input ?? throw new ArgumentException("The model has no picture input.", nameof(folder));
        var tensor = new PictureTensor(input);

        // Requests run side by side on the cores there are; a second thread within one inference measured slower than one.
        using var options = new OrtSessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        };
        InferenceSession session;
        try
        {
            session = new InferenceSession(folder.WeightsPath, options);
        }
        catch (OnnxRuntimeException failure)
        {
            throw folder.WrongWeights($"it is no network that can be read: {failure.Message}", failure);
        }

        try
        {
            ExpectInput(folder, session, tensor.Shape);
            return new OnnxNetwork(tensor, session);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Decodes a picture, runs the network over it and reads what it says.</summary>
    /// <param name="picture">The file's bytes.</param>
    /// <param name="outputs">The outputs that are wanted.</param>
    /// <param name="read">Reads them, in this order, while they are there.</param>
    /// <param name="cancellation">Ends a decoding that can take long.</param>
    public T Run<T>(
        ReadOnlyMemory<byte> picture,
        IReadOnlyCollection<string> outputs,
        Func<IReadOnlyList<OrtValue>, PicturePlacement, T> read,
        CancellationToken cancellation)
    {
        float[] pixels = _pixels.TryPop(out float[]? used) ? used : new float[_tensor.Length];
        try
        {
            PicturePlacement placement = _tensor.Fill(picture, pixels, cancellation);
            return Run(pixels, outputs, results => read(results, placement));
        }
        finally
        {
            _pixels.Push(pixels);
        }
    }

    /// <summary>Runs the network over nothing, to see what it gives.</summary>
    public T RunOnZeros<T>(IReadOnlyCollection<string> outputs, Func<IReadOnlyList<OrtValue>, T> read) =>
        Run(new float[_tensor.Length], outputs, read);

    public void Dispose()
    {
        _session.Dispose();
        _run.Dispose();
    }

    private static void ExpectInput(ModelFolder folder, InferenceSession session, long[] shape)
    {
        if (session.InputMetadata.Count != 1)
        {
            string names = string.Join(", ", session.InputMetadata.Keys);
            throw folder.WrongWeights($"the network has {session.InputMetadata.Count} inputs ({names}); it may have one.");
        }

        NodeMetadata input = session.InputMetadata.Values.Single();
        if (!input.IsTensor || input.ElementDataType != TensorElementType.Float)
        {
            throw folder.WrongWeights("the network's input is no tensor of 32-bit floats.");
        }

        // Sizes that the network leaves open are negative.
        if (input.Dimensions.Length != shape.Length || input.Dimensions.Zip(shape).Any(pair => pair.First > 0 && pair.First != pair.Second))
        {
            throw folder.Wrong(
                "input", $"the network takes [{string.Join(", ", input.Dimensions)}], the manifest gives [{string.Join(", ", shape)}].");
        }
    }

    private T Run<T>(Memory<float> pixels, IReadOnlyCollection<string> outputs, Func<IReadOnlyList<OrtValue>, T> read)
    {
        using var tensor = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, pixels, _tensor.Shape);
        using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(_run, _inputs, [tensor], outputs);
        return read(results);
    }
}
