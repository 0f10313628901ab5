using Clarifai.Local.Inference;
using Clarifai.Local.Manifests;
using Microsoft.ML.OnnxRuntime;

namespace Clarifai.Bench.Engine;

/// <summary>
/// The reference of the engine's row: the networks of a model in ONNX Runtime on prepared tensors, as often an image as the model looks,
/// with one thread each and without any decoding.
/// </summary>
internal sealed class BareNetworks : IDisposable
{
    private readonly List<Network> _networks;

    public BareNetworks(params string[] folders) => _networks = [.. folders.Select(Open)];

    public void LookAt(int pictures, int cores) =>
        Parallel.For(0, pictures, new ParallelOptions { MaxDegreeOfParallelism = cores }, _ => _networks.ForEach(Look));

    public void Dispose()
    {
        foreach (Network network in _networks)
        {
            network.Tensor.Dispose();
            network.Session.Dispose();
            network.Run.Dispose();
        }
    }

    private static Network Open(string folder)
    {
        var manifest = ManifestFile.Read(Path.Combine(AppContext.BaseDirectory, "Models", folder));
        NetworkManifest network = manifest.Content.Networks.Values.Single();
        PictureInput input = network.Input!;
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        };
        _ = NetworkSession.Runtime;
        var session = new InferenceSession(Path.Combine(manifest.Folder, network.Weights!), options);
        long[] shape = input.Layout == TensorLayout.Nchw ? [1, 3, input.Height, input.Width] : [1, input.Height, input.Width, 3];
        string[] named = [.. ((string?[])[network.Embedding, network.Output]).OfType<string>()];
        string[] outputs = named.Length > 0 ? named : [.. session.OutputMetadata.Keys];
        var tensor = OrtValue.CreateTensorValueFromMemory(new float[3 * input.Height * input.Width], shape);
        return new Network(session, new RunOptions(), [.. session.InputMetadata.Keys], tensor, outputs, input.Views.Count);
    }

    private static void Look(Network network)
    {
        for (int view = 0; view < network.Views; view++)
        {
            using IDisposableReadOnlyCollection<OrtValue> results =
                network.Session.Run(network.Run, network.Inputs, [network.Tensor], network.Outputs);
        }
    }

    private sealed record Network(
        InferenceSession Session, RunOptions Run, string[] Inputs, OrtValue Tensor, string[] Outputs, int Views);
}
