using System.Collections.Concurrent;
using Clarifai.Local.Imaging;
using Clarifai.Local.Manifests;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Clarifai.Local.Inference;

/// <summary>A network in ONNX Runtime with its image input. Thread-safe.</summary>
internal sealed class OnnxNetwork : IDisposable
{
    // Networks of common sizes share one decoding of an image. A few more pixels than the largest of them needs are enough: the rest is
    // below what a network can distinguish.
    private const int CommonShorterSide = 480;

    private readonly ModelFolder _folder;
    private readonly string _name;
    private readonly PictureTensor _tensor;
    private readonly InferenceSession _session;
    private readonly string[] _inputs;
    private readonly RunOptions _run = new();
    private TensorElementType _inputType;

    // As many as have ever run at once.
    private readonly ConcurrentStack<float[]> _pixels = new();

    private OnnxNetwork(ModelFolder folder, string name, PictureTensor tensor, InferenceSession session)
    {
        _folder = folder;
        _name = name;
        _tensor = tensor;
        _session = session;
        _inputs = [.. session.InputMetadata.Keys];
        Manifest = folder.Manifest.Networks[name];
        Input = Manifest.Input!;
        ShorterSide = Math.Max(CommonShorterSide, Input.ResizeSize ?? Math.Max(Input.Width, Input.Height));
        Outputs =
        [
            .. session.OutputMetadata
                .Where(output => output.Value.IsTensor && TensorNumbers.AreGiven(output.Value.ElementDataType))
                .Select(output => new NetworkOutput(output.Key, output.Value.Dimensions)),
        ];
    }

    public NetworkManifest Manifest { get; }

    public PictureInput Input { get; }

    /// <summary>The minimum length of the shorter side of the network's input in pixels.</summary>
    public int ShorterSide { get; }

    /// <summary>The numeric outputs.</summary>
    public IReadOnlyList<NetworkOutput> Outputs { get; }

    /// <param name="folder">The model that the network is of.</param>
    /// <param name="name">Its name in the manifest.</param>
    /// <exception cref="ModelFileException">The weights are not a network, or its input does not match the manifest.</exception>
    public static OnnxNetwork Load(ModelFolder folder, string name)
    {
        var tensor = new PictureTensor(folder.Manifest.Networks[name].Input!);
        var network = new OnnxNetwork(folder, name, tensor, NetworkSession.Open(folder, name));
        try
        {
            network.ExpectInput();
            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <summary>Runs the network on each view of an image and reads its outputs.</summary>
    /// <param name="sight">The image.</param>
    /// <param name="outputs">The requested outputs.</param>
    /// <param name="read">Reads them, in this order, while they are available.</param>
    /// <returns>The readings of the views, in order.</returns>
    public IReadOnlyList<T> Run<T>(
        Sight sight, IReadOnlyCollection<string> outputs, Func<IReadOnlyList<OrtValue>, PicturePlacement, T> read)
    {
        float[] pixels = _pixels.TryPop(out float[]? used) ? used : new float[_tensor.Length];
        try
        {
            var views = new T[Input.Views.Count];
            for (int view = 0; view < views.Length; view++)
            {
                PicturePlacement placement = _tensor.Fill(sight.Picture(ShorterSide), Input.Views[view], pixels);
                views[view] = Run(pixels, outputs, results => read(results, placement));
            }

            return views;
        }
        finally
        {
            _pixels.Push(pixels);
        }
    }

    /// <summary>Test-runs the network on zeros and then on noise. A mismatch may show in only one of them.</summary>
    /// <returns>The outputs of each, on demand.</returns>
    /// <exception cref="ModelFileException">It cannot be run.</exception>
    public IEnumerable<float[]> TryOut(string output)
    {
        float[] noise = new float[_tensor.Length];
        _tensor.FillWithNoise(noise);
        return new[] { new float[_tensor.Length], noise }.Select(picture => TryOut(picture, output));
    }

    /// <summary>Finds the output that a setting names, or the only one.</summary>
    /// <param name="setting">The setting's name.</param>
    /// <param name="wanted">Its value; null if it is missing.</param>
    /// <exception cref="ModelFileException">The output does not exist, or there are several.</exception>
    public string FindOutput(string setting, string? wanted)
    {
        string[] names = [.. Outputs.Select(output => output.Name)];
        return (wanted, names) switch
        {
            (_, []) => throw WrongWeights("the network does not return 32-bit or 16-bit floats."),
            (null, [string only]) => only,
            (null, _) => throw Wrong(setting, $"the network has several outputs; specify one of: {string.Join(", ", names)}."),
            (string name, _) when names.Contains(name) => name,
            (string name, _) => throw Wrong(setting, $"the network does not have the output '{name}'. It has: {string.Join(", ", names)}."),
        };
    }

    /// <summary>Creates the error for a setting of the network that does not match the weights.</summary>
    public ModelFileException Wrong(string setting, string reason) => _folder.Wrong($"networks.{_name}.{setting}", reason);

    /// <summary>Creates the error for unusable weights.</summary>
    public ModelFileException WrongWeights(string reason, Exception? cause = null) =>
        new(_folder.PathOf(Manifest.Weights!), null, reason, cause);

    public void Dispose()
    {
        _session.Dispose();
        _run.Dispose();
    }

    private float[] TryOut(float[] picture, string output)
    {
        try
        {
            return Run(picture, [output], results => TensorNumbers.Of(results[0]).ToArray());
        }
        catch (OnnxRuntimeException failure)
        {
            throw WrongWeights($"the network cannot be run: {failure.Message}", failure);
        }
    }

    private void ExpectInput()
    {
        if (_inputs is not [string only])
        {
            throw WrongWeights($"the network has {_inputs.Length} inputs ({string.Join(", ", _inputs)}); only one is supported.");
        }

        NodeMetadata input = _session.InputMetadata[only];
        if (!input.IsTensor || !TensorNumbers.AreTaken(input.ElementDataType))
        {
            throw WrongWeights("the network's input is not a tensor of 32-bit floats, 16-bit floats, or bytes.");
        }

        _inputType = input.ElementDataType;

        // Sizes that the network leaves open are negative.
        long[] shape = _tensor.Shape;
        if (input.Dimensions.Length != shape.Length || input.Dimensions.Zip(shape).Any(pair => pair.First > 0 && pair.First != pair.Second))
        {
            throw Wrong(
                "input",
                $"the network expects [{string.Join(", ", input.Dimensions)}], but the manifest specifies [{string.Join(", ", shape)}].");
        }
    }

    private T Run<T>(Memory<float> pixels, IReadOnlyCollection<string> outputs, Func<IReadOnlyList<OrtValue>, T> read)
    {
        using OrtValue tensor = TensorNumbers.ToTensor(pixels, _inputType, _tensor.Shape);
        using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(_run, _inputs, [tensor], outputs);
        return read(results);
    }
}
