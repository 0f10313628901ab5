using Clarifai.Local.Manifests;
using Microsoft.ML.OnnxRuntime;
using OrtSessionOptions = Microsoft.ML.OnnxRuntime.SessionOptions;

namespace Clarifai.Local.Inference;

/// <summary>Opens the networks of model folders in ONNX Runtime.</summary>
internal static class NetworkSession
{
    /// <param name="folder">The model that the network is of.</param>
    /// <param name="name">Its name in the manifest.</param>
    /// <param name="configure">Sets the options that are specific to this network.</param>
    /// <exception cref="ModelFileException">The file is not a network, or not the one described by the manifest.</exception>
    public static InferenceSession Open(ModelFolder folder, string name, Action<OrtSessionOptions>? configure = null)
    {
        string file = folder.Manifest.Networks[name].Weights!;
        folder.ExpectWeights(file);

        // Requests run in parallel on the available cores; a second thread within one inference was slower in benchmarks.
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
            throw new ModelFileException(path, null, $"the network cannot be read: {failure.Message}", failure);
        }
    }
}
