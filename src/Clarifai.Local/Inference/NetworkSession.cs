using Clarifai.Local.Manifests;
using Microsoft.ML.OnnxRuntime;
using OrtSessionOptions = Microsoft.ML.OnnxRuntime.SessionOptions;

namespace Clarifai.Local.Inference;

/// <summary>Opens the networks of model folders in ONNX Runtime.</summary>
internal static class NetworkSession
{
    /// <param name="folder">The model that the network is of.</param>
    /// <param name="name">Its name in the manifest.</param>
    /// <param name="configure">Sets what is special to this network.</param>
    /// <exception cref="ModelFileException">The file is not a network, or not the one that the manifest describes.</exception>
    public static InferenceSession Open(ModelFolder folder, string name, Action<OrtSessionOptions>? configure = null)
    {
        string file = folder.Manifest.Networks[name].Weights!;
        folder.ExpectWeights(file);

        // Requests run side by side on the cores there are; a second thread within one inference measured slower than one.
        using var options = new OrtSessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        };
        configure?.Invoke(options);
        string path = folder.PathOf(file);
        try
        {
            return new InferenceSession(path, options);
        }
        catch (OnnxRuntimeException failure)
        {
            throw new ModelFileException(path, null, $"it is no network that can be read: {failure.Message}", failure);
        }
    }
}
