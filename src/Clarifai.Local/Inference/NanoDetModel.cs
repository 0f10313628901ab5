using System.Buffers;
using System.Numerics.Tensors;
using Clarifai.Local.Imaging;
using Microsoft.ML.OnnxRuntime;
using OrtSessionOptions = Microsoft.ML.OnnxRuntime.SessionOptions;

namespace Clarifai.Local.Inference;

/// <summary>
/// NanoDet: scores every class at every position of three grids. A class is in the picture as surely as at the position where it is surest;
/// the boxes are not read.
/// </summary>
internal sealed class NanoDetModel : IPictureModel
{
    private readonly ModelManifest _manifest;
    private readonly ConceptVocabulary _vocabulary;
    private readonly PictureTensor _tensor;
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();

    public NanoDetModel(ModelFolder folder)
    {
        _manifest = folder.Manifest;
        _vocabulary = folder.Vocabulary;
        _tensor = new PictureTensor(_manifest.Input);

        // Requests run side by side on the cores there are; a second thread within one inference measured slower than one.
        using var options = new OrtSessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        };
        _session = new InferenceSession(folder.ReadWeights(), options);
    }

    public IPrediction Predict(ReadOnlyMemory<byte> picture)
    {
        float[] pixels = ArrayPool<float>.Shared.Rent(_tensor.Length);
        try
        {
            Memory<float> input = pixels.AsMemory(0, _tensor.Length);
            _tensor.Fill(picture, input.Span);
            return new ConceptPrediction(_vocabulary.Describe(Score(input), _manifest.DetectionThreshold));
        }
        finally
        {
            ArrayPool<float>.Shared.Return(pixels);
        }
    }

    public void Dispose()
    {
        _session.Dispose();
        _run.Dispose();
    }

    private float[] Score(Memory<float> input)
    {
        using var tensor = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, input, _tensor.Shape);
        using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(_run, [_manifest.Input.Name], [tensor], _manifest.ScoreOutputs);

        float[] highest = new float[_vocabulary.ClassCount];
        foreach (OrtValue output in outputs)
        {
            ReadOnlySpan<float> positions = output.GetTensorDataAsSpan<float>();
            for (; !positions.IsEmpty; positions = positions[highest.Length..])
            {
                TensorPrimitives.Max(highest, positions[..highest.Length], highest);
            }
        }

        return highest;
    }
}
