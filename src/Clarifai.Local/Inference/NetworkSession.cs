using System.Runtime.InteropServices;
using Clarifai.Local.Manifests;
using Microsoft.ML.OnnxRuntime;
using OrtSessionOptions = Microsoft.ML.OnnxRuntime.SessionOptions;

namespace Clarifai.Local.Inference;

/// <summary>Opens the networks of model folders in ONNX Runtime.</summary>
internal static partial class NetworkSession
{
    /// <summary>ONNX Runtime, which sends nothing to its maker and keeps no identifier of the machine.</summary>
    public static OrtEnv Runtime { get; } = Start();

    /// <param name="folder">The model that the network is of.</param>
    /// <param name="name">Its name in the manifest.</param>
    /// <param name="configure">Sets the options that are specific to this network.</param>
    /// <exception cref="ModelFileException">The file is not a network, or not the one described by the manifest.</exception>
    public static InferenceSession Open(ModelFolder folder, string name, Action<OrtSessionOptions>? configure = null)
    {
        _ = Runtime;
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

    // Telemetry is on unless it is turned off before the runtime starts; native code does not see variables that .NET sets.
    private static OrtEnv Start()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = SetVariable("ORT_DISABLE_TELEMETRY", "1", overwrite: 1);
        }

        var runtime = OrtEnv.Instance();
        runtime.DisableTelemetryEvents();
        return runtime;
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
