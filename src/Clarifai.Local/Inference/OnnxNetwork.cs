using System.Collections.Concurrent;
using Clarifai.Local.Imaging;
using Clarifai.Local.Manifests;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Clarifai.Local.Inference;

/// <summary>A network in ONNX Runtime and the pictures that it takes. Safe to call from several threads at once.</summary>
internal sealed class OnnxNetwork : IDisposable
{
    // Networks of common sizes share one decoding of a picture. A few more pixels than the largest of them takes are enough: what is
    // left out is below what a network can tell.
    private const int CommonShorterSide = 480;

    private readonly ModelFolder _folder;
    private readonly string _name;
    private readonly PictureTensor _tensor;
    private readonly InferenceSession _session;
    private readonly string[] _inputs;
    private readonly RunOptions _run = new();
    private TensorElementType _inputType;

    // As many as ever ran at once.
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

    /// <summary>What the shorter side of the pixels must at least have that the network sees.</summary>
    public int ShorterSide { get; }

    /// <summary>The outputs that have numbers.</summary>
    public IReadOnlyList<NetworkOutput> Outputs { get; }

    /// <param name="folder">The model that the network is of.</param>
    /// <param name="name">Its name in the manifest.</param>
    /// <exception cref="ModelFileException">The weights are no network, or one for other pictures than the manifest says.</exception>
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

    /// <summary>Runs the network over each view of a picture and reads what it says.</summary>
    /// <param name="sight">The picture.</param>
    /// <param name="outputs">The outputs that are wanted.</param>
    /// <param name="read">Reads them, in this order, while they are there.</param>
    /// <returns>What was read of each view, in their order.</returns>
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

    /// <summary>Runs the network over nothing and then over noise, to see what it gives. What does not fit may show in one only.</summary>
    /// <returns>What it gives for each, when it is asked for.</returns>
    /// <exception cref="ModelFileException">It does not run.</exception>
    public IEnumerable<float[]> TryOut(string output)
    {
        float[] noise = new float[_tensor.Length];
        _tensor.FillWithNoise(noise);
        return new[] { new float[_tensor.Length], noise }.Select(picture => TryOut(picture, output));
    }

    /// <summary>Finds the output that a setting names, or the only one.</summary>
    /// <param name="setting">The setting's name.</param>
    /// <param name="wanted">What it says; null where it is not there.</param>
    /// <exception cref="ModelFileException">There is no such output, or there are several.</exception>
    public string FindOutput(string setting, string? wanted)
    {
        string[] names = [.. Outputs.Select(output => output.Name)];
        return (wanted, names) switch
        {
            (_, []) => throw WrongWeights("the network gives no 32-bit or 16-bit floats."),
            (null, [string only]) => only,
            (null, _) => throw Wrong(setting, $"the network has several outputs; name one of: {string.Join(", ", names)}."),
            (string name, _) when names.Contains(name) => name,
            (string name, _) => throw Wrong(setting, $"the network has no '{name}'. It has: {string.Join(", ", names)}."),
        };
    }

    /// <summary>Makes the error for one of the network's settings that does not fit the weights.</summary>
    public ModelFileException Wrong(string setting, string reason) => _folder.Wrong($"networks.{_name}.{setting}", reason);

    /// <summary>Makes the error for weights that cannot be used.</summary>
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
            throw WrongWeights($"the network does not run: {failure.Message}", failure);
        }
    }

    private void ExpectInput()
    {
        if (_inputs is not [string only])
        {
            throw WrongWeights($"the network has {_inputs.Length} inputs ({string.Join(", ", _inputs)}); it may have one.");
        }

        NodeMetadata input = _session.InputMetadata[only];
        if (!input.IsTensor || !TensorNumbers.AreTaken(input.ElementDataType))
        {
            throw WrongWeights("the network's input is no tensor of 32-bit or 16-bit floats, or of bytes.");
        }

        _inputType = input.ElementDataType;

        // Sizes that the network leaves open are negative.
        long[] shape = _tensor.Shape;
        if (input.Dimensions.Length != shape.Length || input.Dimensions.Zip(shape).Any(pair => pair.First > 0 && pair.First != pair.Second))
        {
            throw Wrong(
                "input", $"the network takes [{string.Join(", ", input.Dimensions)}], the manifest gives [{string.Join(", ", shape)}].");
        }
    }

    private T Run<T>(Memory<float> pixels, IReadOnlyCollection<string> outputs, Func<IReadOnlyList<OrtValue>, T> read)
    {
        using OrtValue tensor = TensorNumbers.ToTensor(pixels, _inputType, _tensor.Shape);
        using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(_run, _inputs, [tensor], outputs);
        return read(results);
    }
}
